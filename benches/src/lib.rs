//! Nothing: the benches stand beside this folder, and `README.md` there says what each figure means.
