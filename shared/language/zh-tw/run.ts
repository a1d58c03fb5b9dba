import type { RunProblems } from '../../problems/run';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const runTexts: Readonly<Record<keyof RunProblems, string>> = {
  'file/not-found': '找不到檔案 {{path}}。請檢查路徑。',
  'file/not-readable': '檔案 {{path}} 存在但無法讀取，系統回報 {{reason}}。請檢查檔案權限與磁碟。',
  'file/not-writable':
    '無法寫入 {{path}}，系統回報 {{reason}}。原有的內容沒有變動。請檢查權限，或改寫到其他位置。',
  'file/disk-full':
    '空間不足，無法寫入 {{path}}。原有的內容沒有變動。請在此磁碟上騰出空間，或改寫到其他磁碟。',
  'run/not-a-run':
    '{{path}} 不是訓練資料夾：裡面應該要有 {{missing}}，但找不到。請指定由「train」建立的資料夾。',
  'run/exists':
    '{{path}} 已經存在，而且不是空資料夾；每次訓練都需要自己的資料夾。請用 --out 指定其他位置，或用「resume」接續該次訓練。',
  'run/damaged': '檔案 {{file}} 已損壞，也沒有其他檔案可以代替：{{detail}}。請從備份還原，或重新訓練。',
  'run/busy': '處理程序 {{pid}} 正在寫入訓練資料夾 {{path}}。請先停止它，或等它結束。',
  'run/graph-changed':
    '此訓練資料夾裡的網路已不是當初訓練的網路：雜湊值應為 {{expected}}，實際為 {{found}}。請復原對 run.json 的更動，或把更動後的網路當作新的訓練。',
  'run/no-checkpoint': '訓練資料夾 {{path}} 還沒有檢查點，因此沒有權重可用。請先用「resume」繼續訓練。',
  'run/diverged':
    '訓練在第 {{step}} 步發散：損失值與權重應為有限的數，但出現了非有限值。先前的檢查點仍然保留。請降低學習率、加入暖身，或裁剪梯度。',
  'run/several-inputs':
    '此網路有多個輸入（{{inputs}}），但資料集的每筆資料只有一張影像。請只保留一個輸入，並由它接到各分支。',
  'run/lone-last-batch':
    '{{images}} 張訓練影像以批次 {{batch}} 切分，最後會剩下只有一張影像的批次。這裡的批次正規化屆時只看到一個數值，輸出便與影像無關。請換一個批次大小，或改變驗證集的比例。',
  'run/out-of-memory': '記憶體不足以容納此網路與批次大小：{{detail}}。請使用較小的批次、網路或影像。',
  'run/threads-differ':
    '此訓練原本使用 {{expected}} 個執行緒，現在以 {{found}} 個繼續。結果仍然正確，但不再逐位元相同。若要完全重現，請把 TF_NUM_INTRAOP_THREADS 與 TF_NUM_INTEROP_THREADS 設為前者。',
  'run/library-differs':
    '此訓練原本使用 {{expected}}，現在以 {{found}} 繼續。結果仍然正確，但可能不再逐位元相同。若要完全重現，請使用前者。',
  'run/older-checkpoint':
    '最新的檢查點已損壞（{{file}}：{{detail}}）。改用第 {{step}} 步的完整檢查點，其後的步驟會重新訓練。',
  'engine/library':
    '無法載入 TensorFlow 函式庫：{{detail}}。請執行「npm run inlay -- doctor」查看缺少什麼，再執行「npm run setup」。',
  'engine/bad-message':
    '訓練引擎收到無法辨識的訊息：{{detail}}。這裡應為通訊協定中的指令。應用程式的各部分版本不一致：請重新啟動，若仍發生請重新安裝。',
  'engine/unknown-run':
    '訓練引擎中沒有進行中的訓練「{{run}}」，因此無法暫停、繼續或停止。請先開始或接續該訓練。',
  'engine/run-active': '訓練「{{run}}」已在引擎中進行。請先停止它，再以此名稱開始新的訓練。',
  'cli/usage': '無法理解指令列：{{detail}} 請參閱「inlay --help」。',
};
