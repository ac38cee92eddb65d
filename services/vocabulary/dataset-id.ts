/** Id of the one data set that the graph ships, in every subgraph that refers to it. */
export const DATASET_ID = 'passerelle';
