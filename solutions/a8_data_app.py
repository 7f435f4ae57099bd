"""Reference app for a8_data_app: the students' ``app.py``, and the functions whose figures it shows."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

DATASETS = {"Iris": datasets.load_iris, "Breast Cancer": datasets.load_breast_cancer, "Wine": datasets.load_wine}
CLASSIFIERS = ("KNN", "SVM", "Random Forest")


def get_dataset(name):
    data = DATASETS[name]()
    return data.data, data.target


def get_classifier(name, params):
    if name == "SVM":
        return SVC(C=params["C"])
    if name == "KNN":
        return KNeighborsClassifier(n_neighbors=params["K"])
    return RandomForestClassifier(n_estimators=params["n_estimators"], max_depth=params["max_depth"], random_state=1234)


def held_out_accuracy(classifier, X, y):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
    classifier.fit(X_train, y_train)
    return accuracy_score(y_test, classifier.predict(X_test))


def project(X):
    return PCA(2).fit_transform(X)


def main():
    import streamlit as st  # here: whoever needs the figures alone needs no page

    def add_parameter_ui(name):
        if name == "SVM":
            return {"C": st.sidebar.slider("C", 0.01, 10.0, 1.0)}
        if name == "KNN":
            return {"K": st.sidebar.slider("K", 1, 15, 5)}
        return {
            "max_depth": st.sidebar.slider("max_depth", 2, 15, 5),
            "n_estimators": st.sidebar.slider("n_estimators", 1, 100, 50),
        }

    st.title("Which classifier is the best?")
    dataset_name = st.sidebar.selectbox("Select Dataset", list(DATASETS))
    classifier_name = st.sidebar.selectbox("Select Classifier", CLASSIFIERS)
    classifier = get_classifier(classifier_name, add_parameter_ui(classifier_name))

    X, y = get_dataset(dataset_name)
    st.write(f"## {dataset_name} Dataset")
    st.write("Shape of dataset:", X.shape)
    st.write("Number of classes:", len(np.unique(y)))

    st.write(f"Classifier = {classifier_name}")
    st.write("Accuracy =", held_out_accuracy(classifier, X, y))

    x1, x2 = project(X).T
    fig, ax = plt.subplots(figsize=(8, 4.5), layout="constrained")
    points = ax.scatter(x1, x2, c=y, alpha=0.8, cmap="viridis")
    ax.legend(*points.legend_elements(), title="class")
    ax.set_xlabel("Principal Component 1")
    ax.set_ylabel("Principal Component 2")
    st.pyplot(fig)


if __name__ == "__main__":
    main()
