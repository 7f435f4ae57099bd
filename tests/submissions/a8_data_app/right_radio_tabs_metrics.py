# Radio buttons on the main page, results in tabs and columns, st.metric, the accuracy in percent.
# base: release
# expect: * correct correct

# %% beside="app.py"
import matplotlib.pyplot as plt
import streamlit as st
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

LOADERS = {"Iris": datasets.load_iris, "Wine": datasets.load_wine, "Breast Cancer": datasets.load_breast_cancer}

st.set_page_config(page_title="Classifiers", layout="wide")
st.title("🌸 Classifiers to play with")
left, right = st.columns(2)
with left:
    name = st.radio("Data", list(LOADERS), horizontal=True)
with right:
    kind = st.radio("Method", ["SVM", "KNN", "Random Forest"], captions=["support vectors", "neighbours", "trees"])
data = LOADERS[name]()

with st.expander("Parameters", expanded=True):
    if kind == "SVM":
        model = SVC(C=st.number_input("C", 0.01, 10.0, 1.0, 0.01))
    elif kind == "KNN":
        model = KNeighborsClassifier(st.number_input("K", 1, 15, 5))
    else:
        model = RandomForestClassifier(
            max_depth=st.number_input("max_depth", 2, 15, 5),
            n_estimators=st.number_input("n_estimators", 1, 100, 20),
            random_state=1234,
        )

X_train, X_test, y_train, y_test = train_test_split(data.data, data.target, test_size=0.2, random_state=1234)
model.fit(X_train, y_train)

numbers, picture = st.tabs(["Numbers", "Picture"])
with numbers:
    rows, columns, classes, share = st.columns(4)
    rows.metric("Samples", data.data.shape[0])
    columns.metric("Features", data.data.shape[1])
    classes.metric("Classes", len(data.target_names))
    share.metric(f"Accuracy of {kind}", f"{model.score(X_test, y_test):.1%}")
with picture:
    figure, axes = plt.subplots()
    Z = PCA(n_components=2).fit_transform(data.data)
    for number, label in enumerate(data.target_names):
        rows = data.target == number
        axes.scatter(Z[rows, 0], Z[rows, 1], label=label, s=14)
    axes.legend()
    axes.set(xlabel="PC1", ylabel="PC2")
    st.pyplot(figure)
