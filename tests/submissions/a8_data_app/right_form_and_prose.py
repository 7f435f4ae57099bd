# A form with a button, all figures in one sentence, all parameters always there, format_func, plt itself given to st.pyplot.
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
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC

NAMES = ["Iris flowers", "Breast cancer (Wisconsin)", "Wine"]
LOAD = [datasets.load_iris, datasets.load_breast_cancer, datasets.load_wine]

with st.sidebar.form("choices"):
    number = st.selectbox("Which data?", range(3), format_func=NAMES.__getitem__)
    method = st.selectbox("Which method?", ["K nearest neighbours", "Support vector machine", "Random forest"])
    k = st.slider("K of the nearest neighbours", 1, 15, 5)
    c = st.text_input("C of the support vector machine", "1.0")
    depth = st.slider("Max. depth of the forest", 2, 15, 4)
    trees = st.slider("Number of trees", 1, 100, 30)
    st.form_submit_button("Train")

data = LOAD[number]()
model = {
    "K": KNeighborsClassifier(k),
    "S": SVC(C=float(c)),
    "R": RandomForestClassifier(trees, max_depth=depth, random_state=1234),
}[method[0]]
train, test, answers, truth = train_test_split(data.data, data.target, test_size=0.2, random_state=1234)
pipeline = make_pipeline(model).fit(train, answers)

st.markdown(
    f"The {NAMES[number]} data have {data.data.shape[0]} rows and {data.data.shape[1]} columns in"
    f" {len(data.target_names)} classes."
)
st.info(f"{method}: {pipeline.score(test, truth):.4f} accuracy on the held-out 20 %, {pipeline.score(train, answers):.4f} in training.")

first, second = PCA(2).fit_transform(data.data).T
plt.figure()
plt.scatter(first, second, c=[["tab:red", "tab:green", "tab:blue"][label] for label in data.target])
plt.title(f"Principal components of {NAMES[number]}")
st.pyplot(plt)
