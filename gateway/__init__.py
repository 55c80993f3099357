"""Who asked, in which words, in what order, at what price."""
