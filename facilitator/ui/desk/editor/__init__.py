"""The lesson editor: a school's own words in a lesson, seen on the slide and told by the check while they are typed."""
