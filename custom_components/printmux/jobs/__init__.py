"""Jobs: the file store, the job service and the dispatcher."""
