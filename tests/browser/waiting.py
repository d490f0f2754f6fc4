"""A promise in a page has no time limit, and Playwright sets none for a script that awaits one."""

# `within(promise, what)` in a script: the promise, or an error that says what did not happen.
WITHIN = """
const within = (promise, what) => Promise.race([
  promise,
  new Promise((_done, fail) => setTimeout(fail, 120000, new Error(`two minutes without ${what}`))),
]);
"""
