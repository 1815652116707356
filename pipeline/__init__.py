"""chartdrop: a scan or a fax lands in the right chart, or on a reviewer's desk with the reason why."""
