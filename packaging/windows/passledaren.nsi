; Per user, without an administrator: Passledaren-X-setup.exe /S installs and upgrades, uninstall.exe /S removes.
; The log lies in a folder of its own (%LOCALAPPDATA%\Passledaren) and is touched by neither.
; tools/windows.py fills in what stands between @ signs.
Target amd64-unicode
Unicode true
!include LogicLib.nsh
Name "Passledaren"
OutFile "@OUTFILE@"
InstallDir "$LOCALAPPDATA\Programs\Passledaren"
InstallDirRegKey HKCU "Software\Passledaren\Install" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ShowInstDetails nevershow
ShowUninstDetails nevershow
Icon "@ICON@"
UninstallIcon "@ICON@"
VIProductVersion "@NUMBERS@"
VIAddVersionKey "ProductName" "Passledaren"
VIAddVersionKey "FileDescription" "Installerar Passledaren"
VIAddVersionKey "FileVersion" "@VERSION@"
VIAddVersionKey "LegalCopyright" "MIT"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Passledaren"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Swedish.nlf"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; A lesson that is going on is never ended by an installation: its file cannot be written to, and that is told.
!macro REFUSE_WHILE_OPEN
  ${If} ${FileExists} "$INSTDIR\Passledaren.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\Passledaren.exe" a
    ${If} ${Errors}
      SetErrorLevel 5
      MessageBox MB_OK|MB_ICONEXCLAMATION "Passledaren är öppen. Stäng den och försök igen." /SD IDOK
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  !insertmacro REFUSE_WHILE_OPEN
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  ${EndIf}
@FILES@
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Passledaren.lnk" "$INSTDIR\Passledaren.exe"
  WriteRegStr HKCU "Software\Passledaren\Install" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.passpaket" "" "Passledaren.Package"
  WriteRegStr HKCU "Software\Classes\.passinnehall" "" "Passledaren.Package"
  WriteRegStr HKCU "Software\Classes\Passledaren.Package" "" "Paket från Passledaren"
  WriteRegStr HKCU "Software\Classes\Passledaren.Package\shell\open\command" "" '"$INSTDIR\Passledaren.exe" take "%1"'
  WriteRegStr HKCU "Software\Classes\Passledaren.Package\DefaultIcon" "" "$INSTDIR\Passledaren.exe,0"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "Passledaren"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "@VERSION@"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "Passledaren"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\Passledaren.exe"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" @KILOBYTES@
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

; Only files that were installed are removed, each by its name: whatever else somebody has put there stays.
Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN
@DELETES@
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Passledaren.lnk"
  DeleteRegKey HKCU "${ENTRY}"
  DeleteRegKey HKCU "Software\Passledaren\Install"
  DeleteRegKey /ifempty HKCU "Software\Passledaren"
  DeleteRegKey HKCU "Software\Classes\.passpaket"
  DeleteRegKey HKCU "Software\Classes\.passinnehall"
  DeleteRegKey HKCU "Software\Classes\Passledaren.Package"
SectionEnd
