"""The Zugio request: its Structs, and what they mean in EN 16931."""
