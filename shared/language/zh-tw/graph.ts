import type { GraphProblems } from '../../problems/graph';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const graphTexts: Readonly<Record<keyof GraphProblems, string>> = {
  'block/unknown-part':
    '訓練設定提到「{{part}}」，但這個節點沒有這個部分；它有的是：{{known}}。請改名或刪掉這一項。',
  'block/unknown-kind':
    '沒有「{{kind}}」這種區塊；可能是：{{nearest}}。請更正種類，或用支援它的 Inlay 版本開啟。',
  'block/newer-kind-version':
    '區塊「{{kind}}」存成第 {{found}} 版，這個 Inlay 最多認得第 {{supported}} 版。請用較新的 Inlay 開啟。',
  'block/unknown-param': '這個區塊沒有參數「{{param}}」；它有的是：{{known}}。請更正名稱或刪掉這個參數。',
  'block/missing-param': '少了參數「{{param}}」；檔案必須存下每一個參數。請補上。',
  'block/param-type': '參數「{{param}}」的寫法應為 {{expected}}，現在卻是 {{found}}。請改成這種形式的值。',
  'block/param-range': '參數「{{param}}」應介於 {{min}} 到 {{max}}，現在卻是 {{found}}。請改成範圍內的值。',
  'block/param-length': '清單「{{param}}」應有 {{min}} 到 {{max}} 項，現在有 {{found}} 項。請增減項目。',
  'block/param-odd': '參數「{{param}}」應為奇數，視窗才有正中央；現在是 {{found}}。請改成多一或少一的數。',
  'block/param-choice': '參數「{{param}}」應為 {{options}} 其中之一，現在卻是「{{found}}」。請從中選一個。',
  'edge/dangling': '這條連線的「{{end}}」端指向不存在的節點「{{node}}」。請接到存在的節點，或刪除這條連線。',
  'edge/unknown-port': '節點「{{node}}」這一側沒有連接埠「{{port}}」；有的是：{{known}}。請改接其中一個。',
  'edge/port-taken':
    '節點「{{node}}」的連接埠「{{port}}」只收一條連線，現在接了不只一條。請只留一條，或先用相加、串接區塊合併。',
  'graph/cycle': '數值會在 {{nodes}} 之間繞圈，網路不能有迴圈。請刪除這些節點之間的一條連線。',
  'graph/missing-input': '連接埠「{{port}}」需要輸入，卻沒有接任何連線。請接上一條。',
  'graph/no-input': '網路沒有輸入，影像進不來。請在最前面加一個輸入區塊。',
  'graph/no-output': '網路沒有角色為 class 的輸出，沒有東西可學。請在 logits 後面加一個輸出區塊。',
  'graph/unused-node': '節點「{{node}}」通不到任何輸出，訓練時會略過它。請把它接往輸出，或刪除它。',
  'shape/mismatch': '形狀必須一致：應為 {{expected}}，實際是 {{found}}。請調整其中一邊的通道數或大小。',
  'shape/needs-map': '這裡需要有高、寬、通道的特徵圖，進來的卻是 {{found}}。請接在攤平或全域池化之前的位置。',
  'shape/needs-vector': '這裡需要向量，進來的卻是特徵圖 {{found}}。請在中間加一層全域平均池化或攤平。',
  'shape/pool-padding':
    '池化的補邊為 {{padding}}，不小於 {{kernel}} 的視窗：有些視窗會只看到補邊。請減少補邊，或加大視窗。',
  'shape/window-too-large':
    '視窗 {{kernel}} 在補邊後的輸入 {{input}} 裡一次都放不下。請縮小視窗、多補邊，或減少前面的池化。',
  'shape/groups':
    '分組數 {{groups}} 必須同時整除 {{channels}} 個輸入通道與 {{filters}} 個濾鏡。請改用別的分組數。',
  'shape/too-large':
    '張量 {{shape}} 會有 {{elements}} 個數，超過上限 {{limit}}，任何機器都放不下。請檢查尺寸是否打錯。',
  'shape/reshape': '{{from}} 個數排不成 {{to}} 個數的形狀。請選擇乘積為 {{from}} 的各軸長度。',
  'shape/masks-too-large':
    'DropConnect 替每個樣本各抽一個和權重一樣大的遮罩。批次 {{batch}} 需要 {{gib}} GiB，上限是 {{limit}} GiB，也就是批次 {{most}}。請縮小訓練批次，或減少單元數。',
  'shape/single-value-norm':
    '批次為 1 時，{{found}} 的每個通道只有一個數，批次正規化學不到東西。請加大批次，或把正規化移到前面。',
  'composite/cycle':
    '自訂區塊不能包含自己，隔著別的區塊也不行；這些區塊卻繞了一圈：{{nodes}}。請把其中一個從包含它的區塊裡拿掉。',
  'composite/unknown': '文件裡沒有複合區塊「{{id}}」。請把它的定義放進來，或換掉這個節點。',
  'composite/repeat-ports':
    '只有一個輸入、一個輸出的節點才能重複；這個節點有 {{inputs}} 個輸入、{{outputs}} 個輸出。請把重複次數設為 1。',
};
