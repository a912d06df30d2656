"""The web as articles: fetched within limits, extracted apart, with what their sites allow."""
