"""The semantic model of EN 16931-1: business groups as Structs, business terms as their fields."""
