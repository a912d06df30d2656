"""Archives on the disk: the folder, `result.json` of Telegram Desktop's form, a file a post."""
