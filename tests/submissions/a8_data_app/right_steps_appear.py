# The classifier is asked for once a data set is chosen; a button and session state; other plots and tables besides.
# base: release
# expect: * correct correct

# %% beside="app.py"
import numpy as np
import pandas as pd
import streamlit as st
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

st.title("Compare KNN, SVM and Random Forest")
st.caption("Accuracy is measured on the held-out 20 % (random_state = 1234).")
name = st.selectbox("Data set", ["Iris", "Breast Cancer", "Wine"], index=None, placeholder="Choose one")
if name is None:
    st.stop()
kind = st.selectbox("Classifier", ["KNN", "SVM", "Random Forest"], index=None)
if kind is None:
    st.stop()

data = {"Iris": datasets.load_iris, "Breast Cancer": datasets.load_breast_cancer, "Wine": datasets.load_wine}[name](as_frame=True)
X, y = data.data, data.target
st.write({"shape": list(X.shape), "classes": int(y.nunique())})
st.dataframe(X)

if kind == "KNN":
    model = KNeighborsClassifier(st.slider("K", 1, 15, key=f"K-{name}"))
elif kind == "SVM":
    model = SVC(C=st.slider("C", 0.01, 10.0, key=f"C-{name}"))
else:
    model = RandomForestClassifier(
        max_depth=st.slider("max_depth", 2, 15, key=f"depth-{name}"),
        n_estimators=st.slider("n_estimators", 1, 100, key=f"trees-{name}"),
        random_state=1234,
    )
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
model.fit(X_train, y_train)
st.write("Model:", model)
st.write("Test accuracy", model.score(X_test, y_test))
st.write("Training accuracy", model.score(X_train, y_train))
with st.expander("More"):
    st.code(classification_report(y_test, model.predict(X_test), zero_division=0))
    st.bar_chart(pd.Series([model.score(X_train, y_train), model.score(X_test, y_test)], index=["train", "test"]))

st.vega_lite_chart(
    pd.DataFrame(np.c_[PCA(2).fit_transform(X), y], columns=["PC 1", "PC 2", "class"]),
    {
        "mark": {"type": "circle", "tooltip": True},
        "encoding": {
            "x": {"field": "PC 1", "type": "quantitative"},
            "y": {"field": "PC 2", "type": "quantitative"},
            "color": {"field": "class", "type": "nominal"},
        },
    },
)
st.scatter_chart(X.iloc[:, :2], x=X.columns[0], y=X.columns[1])
