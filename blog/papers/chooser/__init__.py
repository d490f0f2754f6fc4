"""The paper chooser of the editor: what is known at once, what sources say, what is typed by hand."""
