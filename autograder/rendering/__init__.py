"""One message, three looks: plain text for terminals, Markdown, HTML."""
