import inceptionBlock from '../inception-block.inlay.json?raw';
import mlpconvFigure from '../mlpconv-figure.inlay.json?raw';
import seInceptionBlock from '../se-inception-block.inlay.json?raw';
import seResidualBlock from '../se-residual-block.inlay.json?raw';
import skBlock from '../sk-block.inlay.json?raw';

export const figures = {
  'mlpconv-figure': mlpconvFigure,
  'inception-block': inceptionBlock,
  'se-inception-block': seInceptionBlock,
  'se-residual-block': seResidualBlock,
  'sk-block': skBlock,
} as const;
