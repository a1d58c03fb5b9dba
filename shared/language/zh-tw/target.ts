import type { TargetProblems } from '../../problems/target';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const targetTexts: Readonly<Record<keyof TargetProblems, string>> = {
  'target/unsupported': '{{target}} 無法表達此節點的 {{primitive}}：{{reason}}。請修改節點，或改用其他格式。',
  'target/negative-slope':
    '此節點的 leaky ReLU 使用負斜率 {{slope}}，{{target}} 不接受。請使用 0 以上的斜率。',
  'target/unknown-format': '沒有「{{format}}」這種匯出格式。可用的格式：{{known}}。請擇一，或選擇全部。',
  'target/too-large':
    '{{target}} 匯出檔將含 {{bytes}} 位元組的權重，而此格式的上限為 {{limit}}。請改用其他格式，或縮小網路。',
  'target/not-ours': '{{path}} 已存在，且不是由匯出產生的，因此未予更動。請選擇其他資料夾，或先將它移走。',
  'target/no-peer':
    '{{target}} 匯出檔已寫出但未經檢驗：尚未安裝執行 {{target}} 的 Python 環境。請執行 `npm run setup`，再匯出一次以便檢驗。',
  'target/peer-failed':
    '{{target}} 無法執行匯出檔：{{detail}}。檔案已在原處，但請勿信任。若 Python 環境可能損壞，請執行 `npm run setup`；若仍失敗，請附上此訊息回報。',
  'parity/failed':
    '{{target}} 匯出檔與網路不一致：最先出現差異的層是 {{layer}}，相對差異為 {{difference}}，而捨入誤差至多為 {{bound}}。請勿使用此檔案，並請回報。',
  'parity/not-finite':
    '網路產生了非有限的數值，最先出現在 {{layer}}，因此無法比較。請以較小的學習率重新訓練，或匯出較早的檢查點。',
  'parity/weights-differ':
    '{{target}} 匯出檔 {{file}} 中權重 {{weight}} 的值與網路不同。請勿使用此檔案；請重新匯出，若再次發生請回報。',
};
