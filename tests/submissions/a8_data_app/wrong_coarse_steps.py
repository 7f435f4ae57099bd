# Sliders in coarser steps than asked for; the colour is what is predicted.
# base: release
# expect: app_starts correct correct
# expect: shows_data correct correct
# expect: classifies correct correct
# expect: obeys_parameters invalid not_shown
# expect: plots_components wrong different

# %% beside="app.py"
import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

st.title("Classifiers")
dataset_name = st.sidebar.selectbox("Select Dataset", ("Iris", "Breast Cancer", "Wine"))
classifier_name = st.sidebar.selectbox("Select classifier", ("KNN", "SVM", "Random Forest"))


def get_dataset(name):
    if name == "Iris":
        data = datasets.load_iris()
    elif name == "Wine":
        data = datasets.load_wine()
    else:
        data = datasets.load_breast_cancer()
    return data.data, data.target


def add_parameter_ui(clf_name):
    params = dict()
    if clf_name == "SVM":
        params["C"] = st.sidebar.slider("C", 0.01, 10.0, 1.0, 0.1)
    elif clf_name == "KNN":
        params["K"] = st.sidebar.slider("K", 1, 15)
    else:
        params["max_depth"] = st.sidebar.slider("max_depth", 2, 15)
        params["n_estimators"] = st.sidebar.slider("n_estimators", 1, 100)
    return params


def get_classifier(clf_name, params):
    if clf_name == "SVM":
        return SVC(C=params["C"])
    if clf_name == "KNN":
        return KNeighborsClassifier(n_neighbors=params["K"])
    return RandomForestClassifier(n_estimators=params["n_estimators"], max_depth=params["max_depth"], random_state=1234)


X, y = get_dataset(dataset_name)
st.write("Shape of dataset:", X.shape)
st.write("number of classes:", len(np.unique(y)))
params = add_parameter_ui(classifier_name)
clf = get_classifier(classifier_name, params)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
clf.fit(X_train, y_train)
acc = accuracy_score(y_test, clf.predict(X_test))
st.write(f"Classifier = {classifier_name}")
st.write("Accuracy =", acc)
x1, x2 = PCA(2).fit_transform(X).T
fig = plt.figure()
plt.scatter(x1, x2, c=clf.predict(X), alpha=0.8, cmap="viridis")
plt.xlabel("Principal Component 1")
plt.ylabel("Principal Component 2")
st.pyplot(fig)
