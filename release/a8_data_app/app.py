"""An interactive classifier. Run it with: streamlit run app.py"""

import streamlit as st

st.title("Which classifier is the best?")

raise NotImplementedError("Write your app here.  여기에 앱을 작성하세요.")
