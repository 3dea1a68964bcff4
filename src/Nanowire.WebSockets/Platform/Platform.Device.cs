// placeholder of the skeleton commit; the platform layer follows
