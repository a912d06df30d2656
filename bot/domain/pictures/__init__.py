"""Pictures as plain values: what stands where, before a pixel is drawn."""
