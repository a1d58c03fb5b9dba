import alexnetConv1 from '../alexnet-conv1.inlay.json?raw';
import alexnetGroups from '../alexnet.inlay.json?raw';
import alexnetOneTower from '../alexnet-one-tower.inlay.json?raw';

export const alexnet = {
  alexnet: alexnetGroups,
  'alexnet-conv1': alexnetConv1,
  'alexnet-one-tower': alexnetOneTower,
} as const;
