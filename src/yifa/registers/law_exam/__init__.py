"""法治测试: Tests of officials on law; one row one test."""
