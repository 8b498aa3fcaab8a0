window.assayCharts = () => {};
