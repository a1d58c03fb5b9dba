import type { DataProblems } from '../../problems/data';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const dataTexts: Readonly<Record<keyof DataProblems, string>> = {
  'data/unknown-set':
    '沒有名為「{{name}}」的資料集。已知的資料集：{{known}}。請使用其中之一，或指定含有資料檔的資料夾路徑。',
  'data/not-fetched': '資料集「{{name}}」應在 {{path}}，但那裡沒有，或不完整。請執行此指令取得：{{command}}',
  'data/not-found': '在 {{path}} 找不到資料夾。請檢查資料夾的路徑。',
  'data/not-a-folder': '{{path}} 是檔案，這裡需要含有資料檔的資料夾。請改為指定該檔案所在的資料夾。',
  'data/empty-folder': '資料夾 {{path}} 是空的，裡面應該要有資料檔。',
  'data/unrecognised':
    '{{path}} 裡的檔案不屬於任何已知的資料格式。應有：{{expected}}。實際找到：{{found}}。請指定直接含有資料檔的資料夾，並保留官方檔名。',
  'data/missing-file': '{{path}} 裡應該要有檔案 {{file}}，但找不到。請重新複製或下載資料集。',
  'data/limit':
    '訓練影像的數量上限必須是不小於 1 的整數，但收到的是 {{found}}。請給一個這樣的數字，或不設上限以使用全部影像。',
  'data/no-test-set': '資料集「{{name}}」沒有測試影像。請把測試檔放進資料夾，或改用有測試影像的資料集。',
  'data/truncated':
    '檔案 {{file}} 不完整：依檔頭應有 {{expected}} 個位元組，但只有 {{found}} 個。請重新複製或下載。',
  'data/oversized':
    '檔案 {{file}} 過長：依檔頭應有 {{expected}} 個位元組，但找到 {{found}} 個或更多。請重新複製或下載。',
  'data/partial-record':
    '檔案 {{file}} 的結尾不是完整的影像：每張影像佔 {{record}} 個位元組，應共有 {{expected}} 個位元組，但找到 {{found}} 個。請重新複製或下載。',
  'data/damaged-gzip':
    '壓縮檔 {{file}} 已損壞，無法解壓縮：這裡需要完整的 gzip 檔，但遇到「{{detail}}」。請重新複製或下載。',
  'data/wrong-magic':
    '檔案 {{file}} 的內容與檔名不符：開頭的位元組應為 {{expected}}，但找到 {{found}}。請用此檔名放入正確的檔案。',
  'data/labels-for-images': '檔案 {{file}} 應含有影像，但裡面是標籤。兩個檔案可能對調了，請更正檔名。',
  'data/images-for-labels': '檔案 {{file}} 應含有標籤，但裡面是影像。兩個檔案可能對調了，請更正檔名。',
  'data/no-images': '檔案 {{file}} 裡沒有影像，至少應有一張。請用此檔名放入含有影像的檔案。',
  'data/empty-images': '{{file}} 裡的影像至少應有一列與一行，但檔案標示為 {{found}}。請重新複製或下載。',
  'data/too-large':
    '檔案 {{file}} 標示含有 {{found}} 個位元組，但最多只能讀取 {{limit}} 個。請分割資料集，或改用較小的資料集。',
  'data/count-mismatch':
    '每張影像需要一個標籤：{{imagesFile}} 有 {{images}} 張影像，但 {{labelsFile}} 有 {{labels}} 個標籤。請放入同一組的兩個檔案。',
  'data/label-range':
    '在 {{file}} 裡，第 {{index}} 張影像（從 0 起算）的標籤應小於類別數 {{classes}}，但卻是 {{label}}。請更正標籤，或在類別名稱檔中列出所有類別。',
  'data/class-names':
    '檔案 {{file}} 應列出 {{expected}} 個類別名稱，每行一個，但列出了 {{found}} 個。請更正清單。',
  'data/test-shape':
    '{{file}} 裡的測試影像應與訓練影像同為 {{expected}}，但卻是 {{found}}。請放入同一個資料集的檔案。',
  'data/shape-mismatch':
    '網路的輸入是 {{expected}} 的影像，但資料集的影像是 {{found}}。請修改輸入區塊，或改用其他資料。',
  'data/class-mismatch':
    '網路區分 {{expected}} 個類別，但資料集有 {{found}} 個。請修改最後一個區塊，或改用其他資料。',
  'data/changed':
    '資料集「{{name}}」已不是此次訓練所用的資料：內容雜湊應為 {{expected}}，但卻是 {{found}}。請放回原來的檔案，或開始新的訓練。',
  'data/worker-failed':
    '準備訓練影像的執行緒自行結束了（{{detail}}），它本應執行到訓練停止為止。請從最近的檢查點繼續訓練；若再次發生，請縮小批次。',
};
