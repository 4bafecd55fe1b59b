"""What only a right engine can show: races, capacity, paging, durability. Marked ``engine``; runs on dynoxide."""
