"""E-mail through Amazon SES: what a mail says, how it is sent, what is heard of it."""
