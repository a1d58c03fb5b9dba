import { residualWords } from '../../module/residual-words';
import { selectiveWords } from '../selective-words';

const { en, 'zh-TW': chinese } = residualWords;

/** Of a residual unit's words those that an SK unit has a use for. */
function shared<W extends typeof en | typeof chinese>({ params, options }: W) {
  const { type, channels, width, stride, shortcut } = params;
  const { basic, bottleneck, A, B } = options;
  return { params: { type, channels, width, stride, shortcut }, options: { basic, bottleneck, A, B } };
}

export const text = {
  en: {
    name: 'SK unit',
    summary: 'A residual unit whose 3×3 is an SK convolution.',
    params: { ...shared(en).params, ...selectiveWords.en },
    options: shared(en).options,
  },
  'zh-TW': {
    name: 'SK 單元',
    summary: '把 3×3 換成 SK 卷積的殘差單元。',
    params: { ...shared(chinese).params, ...selectiveWords['zh-TW'] },
    options: shared(chinese).options,
  },
};
