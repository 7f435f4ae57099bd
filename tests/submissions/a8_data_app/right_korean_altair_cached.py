# All in Korean, cached functions, an Altair chart, percent without digits after the point, mirrored components.
# base: release
# expect: * correct correct

# %% beside="app.py"
import altair as alt
import numpy as np
import pandas as pd
import streamlit as st
from sklearn.datasets import load_breast_cancer, load_iris, load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

데이터 = {"붓꽃": load_iris, "유방암": load_breast_cancer, "와인": load_wine}


@st.cache_data
def 읽기(이름):
    return 데이터[이름](return_X_y=True)


@st.cache_data
def 주성분(X):
    centred = X - X.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return -centred @ vectors[:, ::-1][:, :2]


@st.cache_resource
def 학습(이름, 종류, **설정):
    X, y = 읽기(이름)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1234)
    모델 = {"KNN": KNeighborsClassifier, "SVM": SVC, "랜덤 포레스트": RandomForestClassifier}[종류](**설정)
    return 모델.fit(X_train, y_train).score(X_test, y_test)


st.title("분류기 비교")
이름 = st.sidebar.selectbox("데이터 세트를 고르세요", 데이터)
종류 = st.sidebar.selectbox("분류기를 고르세요", ["KNN", "SVM", "랜덤 포레스트"])
if 종류 == "KNN":
    설정 = {"n_neighbors": st.sidebar.slider("이웃의 수", 1, 15, 3)}
elif 종류 == "SVM":
    설정 = {"C": st.sidebar.slider("규제 C", 0.01, 10.0, 1.0)}
else:
    설정 = {
        "max_depth": st.sidebar.slider("나무의 최대 깊이", 2, 15),
        "n_estimators": st.sidebar.slider("나무의 수", 1, 100, 10),
        "random_state": 1234,
    }

X, y = 읽기(이름)
st.header(f"{이름} 데이터")
st.write("데이터의 모양:", X.shape)
st.write(f"클래스 수: {len(set(y))}개")
st.subheader("결과")
st.write(f"분류기는 **{종류}**, 평가용 데이터에 대한 정확도는 **{학습(이름, 종류, **설정):.0%}**입니다.")

그림 = pd.DataFrame(주성분(X), columns=["첫째 주성분", "둘째 주성분"]).assign(클래스=y.astype(str))
st.altair_chart(alt.Chart(그림).mark_point().encode(x="첫째 주성분", y="둘째 주성분", color="클래스"))
