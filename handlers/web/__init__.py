"""The archive on the web: pages that are read without script, and Telegram's Mini App."""
