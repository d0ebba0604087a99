"""What is asked of content before it is shown: rules between fields, words, letters, readers, links."""
