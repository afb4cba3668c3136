"""Debts as people tell them, one line each or several in one: 借呗 一万二 逾期40天."""
