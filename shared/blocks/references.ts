import type { PaperReference } from './block';

/** Papers that define more than one block. */
type Paper = Omit<PaperReference, 'where'>;

export const NETWORK_IN_NETWORK: Paper = {
  authors: 'Lin, Chen, Yan 2013',
  title: 'Network In Network',
  year: 2013,
  id: '1312.4400',
};

export const SQUEEZE_AND_EXCITATION: Paper = {
  authors: 'Hu, Shen, Albanie, Sun, Wu 2018',
  title: 'Squeeze-and-Excitation Networks',
  year: 2018,
  id: '1709.01507',
};

export const ALEXNET: Paper = {
  authors: 'Krizhevsky, Sutskever, Hinton 2012',
  title: 'ImageNet Classification with Deep Convolutional Neural Networks',
  year: 2012,
  id: '10.1145/3065386',
};

export const LENET: Paper = {
  authors: 'LeCun, Bottou, Bengio, Haffner 1998',
  title: 'Gradient-Based Learning Applied to Document Recognition',
  year: 1998,
  id: '10.1109/5.726791',
};

export const GOING_DEEPER: Paper = {
  authors: 'Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich 2015',
  title: 'Going Deeper with Convolutions',
  year: 2015,
  id: '1409.4842',
};

export const DEEP_RESIDUAL_LEARNING: Paper = {
  authors: 'He, Zhang, Ren, Sun 2016',
  title: 'Deep Residual Learning for Image Recognition',
  year: 2016,
  id: '1512.03385',
};

export const SELECTIVE_KERNEL: Paper = {
  authors: 'Li, Wang, Hu, Yang 2019',
  title: 'Selective Kernel Networks',
  year: 2019,
  id: '1903.06586',
};
