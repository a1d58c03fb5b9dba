import type { WindowProblems } from '../../problems/window';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const windowTexts: Readonly<Record<keyof WindowProblems, string>> = {
  'app/fault':
    'Inlay 內部發生錯誤。您的文件沒有變動，請再試一次。詳細情形已記錄在 {{log}}，回報問題時附上會很有幫助。',
  'app/bad-request':
    '視窗提出了應用程式不認得的要求（{{call}}：{{detail}}）。應用程式的各部分版本不一致：請重新啟動，若仍發生請重新安裝。',
  'app/foreign-sender': '不屬於 Inlay 的網頁要求執行 {{call}}，已拒絕。',
  'app/link-refused': '未開啟連結 {{url}}：只能開啟 http 與 https 連結。',
  'app/path-refused':
    '無法顯示 {{path}}：這裡應為訓練、匯出結果或已開啟的檔案。請自行在檔案管理員中開啟該資料夾。',
  'file/not-granted':
    '應用程式已無法存取此檔案（{{id}}）。請用「檔案 › 開啟」重新開啟，或將檔案拖放到視窗上。',
  'file/not-dropped': '檔案 {{path}} 並不是拖放到此視窗的檔案。請改用「檔案 › 開啟」。',
  'file/not-text':
    '檔案 {{path}} 應為 UTF-8 文字，但內容不是。它不是 Inlay 檔案，或者已經損壞：請從備份還原。',
  'file/changed-on-disk':
    '檔案 {{path}} 在讀取之後被其他程式更改或移除，因此沒有寫入任何內容。請重新載入、另存新檔，或直接覆寫。',
  'run/not-listed': '訓練 {{path}} 不在目前列出的資料夾中。請先開啟它的文件，或在設定中選擇它所在的資料夾。',
  'run/no-trash':
    '無法將訓練 {{path}} 移到垃圾桶：{{reason}}。資料夾沒有變動。若要永久刪除，請在檔案管理員中刪除該資料夾。',
  'setup/failed': '準備工作未能完成。{{detail}}',
};
