"""What goes between laptops: sessions as they travel, how they are merged, what has left."""
