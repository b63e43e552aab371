@echo off
rem Starts Rexed on Windows; builds it first if the jar is missing or older than the sources.
setlocal
set "root=%~dp0"
if "%root:~-1%"=="\" set "root=%root:~0,-1%"
set "jar=%root%\target\rexed.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "lock=%root%\.rexed-build-lock"

set "major="
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1" ^| findstr /i /c:" version "') do (
    for /f "tokens=1 delims=.-" %%m in ("%%~v") do set "major=%%m"
)
if not defined major (
    echo rexed: Java not found; install a JDK 17 or newer, for example from https://adoptium.net 1>&2
    exit /b 2
)
if %major% LSS 17 (
    echo rexed: Java %major% found; install a JDK 17 or newer or set JAVA_HOME 1>&2
    exit /b 2
)

call :stale
if errorlevel 1 goto start
where mvn >nul 2>nul
if errorlevel 1 (
    echo rexed: Maven not found; the first start needs Maven 3.8 or newer 1>&2
    exit /b 2
)
:wait
mkdir "%lock%" 2>nul
if errorlevel 1 (
    echo rexed: another start is building; if not, remove "%lock%" 1>&2
    timeout /t 2 /nobreak >nul
    goto wait
)
call :stale
if errorlevel 1 goto built
echo Building Rexed (first start only) ... 1>&2
pushd "%root%"
call mvn -q -B -DskipTests package > "%lock%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    type "%lock%\build.log" 1>&2
    rmdir /s /q "%lock%"
    echo rexed: the build failed; Maven's messages are above 1>&2
    exit /b 70
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:jar).LastWriteTime = Get-Date"
:built
rmdir /s /q "%lock%"

:start
"%java%" "-Drexed.home=%root%" -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 %REXED_JAVA_OPTIONS% -jar "%jar%" %*
exit /b %errorlevel%

rem Exit code 0 if the jar is missing or older than a source file.
:stale
if not exist "%jar%" exit /b 0
if not exist "%root%\src\main" exit /b 1
powershell -NoProfile -Command "$j = (Get-Item -LiteralPath $env:jar).LastWriteTime; $n = @(Get-Item -LiteralPath ($env:root + '\pom.xml')) + @(Get-ChildItem -Recurse -File -LiteralPath ($env:root + '\src\main')) | Where-Object { $_.LastWriteTime -gt $j } | Select-Object -First 1; if ($n) { exit 0 } else { exit 1 }"
exit /b %errorlevel%
