"""What a question is: its cases, rules and known mistakes, and the mark scheme made of them."""
