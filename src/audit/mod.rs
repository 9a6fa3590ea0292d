//! Audit: the one place that joins the stations.
