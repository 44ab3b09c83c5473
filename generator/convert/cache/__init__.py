"""Articles kept between conversions. Deleting the cache only slows the next conversion."""
