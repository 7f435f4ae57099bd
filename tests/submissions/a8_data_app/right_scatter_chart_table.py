# Figures in a table, st.scatter_chart, segmented controls and select sliders.
# base: release
# expect: * correct correct

# %% beside="app.py"
import pandas as pd
import streamlit as st
from sklearn import datasets
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

dataset = st.segmented_control("Data set", ["iris", "breast cancer", "wine"], default="iris")
classifier = st.pills("Classifier", ["k-NN", "SVC", "Random forest"], default="k-NN")
bunch = getattr(datasets, f"load_{dataset.replace(' ', '_')}")()
X, y = bunch.data, bunch.target

if classifier == "k-NN":
    clf = KNeighborsClassifier(st.select_slider("n_neighbors", range(1, 16)))
elif classifier == "SVC":
    clf = SVC(C=st.select_slider("C (regularisation)", [0.01, 0.1, 1, 10]))
else:
    depth = st.select_slider("depth", options=list(range(2, 16)))
    clf = RandomForestClassifier(st.select_slider("trees", options=list(range(1, 101))), max_depth=depth, random_state=1234)

X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.8, random_state=1234)
predicted = clf.fit(X_train, y_train).predict(X_test)
st.table(
    pd.DataFrame(
        {
            "value": [
                f"{X.shape[0]}", f"{X.shape[1]}", f"{len(bunch.target_names)}", classifier,
                f"{accuracy_score(y_test, predicted):.3f}",
            ]
        },
        index=["rows", "columns", "classes", "classifier", "accuracy"],
    )
)
frame = pd.DataFrame(PCA(2).fit_transform(X), columns=["first", "second"])
frame["class"] = bunch.target_names[y]
st.scatter_chart(frame, x="first", y="second", color="class")
