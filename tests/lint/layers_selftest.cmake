# SPDX-License-Identifier: MIT
#
# cmake -DWORK_DIR=<a folder to write in> -P layers_selftest.cmake
#
# Gives layers.cmake one small project after another, each with one file: every rule must fire on what it is for,
# and stay silent on what merely looks like it.

cmake_minimum_required(VERSION 3.25)
# Runs the lint over a project whose only file is `file`, with the given code.
function(lint file code result)
    file(REMOVE_RECURSE "${WORK_DIR}")
    file(WRITE "${WORK_DIR}/${file}" "${code}")
    file(MAKE_DIRECTORY "${WORK_DIR}/src")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" "-DSOURCE_DIR=${WORK_DIR}" -P "${CMAKE_CURRENT_LIST_DIR}/layers.cmake"
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    string(REGEX MATCHALL "\\[[a-z-]+\\]" rules "${output}")
    if(NOT status EQUAL 0 AND NOT rules)
        set(rules "${output}")
    endif()
    set(${result} "${rules}" PARENT_SCOPE)
endfunction()

function(expect rules file code)
    lint("${file}" "${code}" found)
    if(NOT "${found}" STREQUAL "${rules}")
        set_property(GLOBAL APPEND PROPERTY failures "${file}")
        message("${file}: ${code}\n    expected \"${rules}\", found \"${found}\"")
    endif()
endfunction()
function(wrong rule file code)
    expect("[${rule}]" "${file}" "// SPDX-License-Identifier: MIT\n${code}\n")
endfunction()
function(right file code)
    expect("" "${file}" "// SPDX-License-Identifier: MIT\n${code}\n")
endfunction()

# Rooms
wrong(room src/core/a.cpp "#include \"net/session.h\"")
wrong(room src/core/a.h "#include \"gui/mainwindow.h\"")
wrong(room src/core/a.cpp "#  include <cli/verbs.h>")
wrong(room src/core/a.cpp "#include \"../net/session.h\"")
wrong(room src/net/a.cpp "#include \"gui/mainwindow.h\"")
wrong(room src/net/a.cpp "#include \"cli/verbs.h\"")
wrong(room src/gui/a.cpp "#include \"net/endpoint.h\"")
wrong(room src/gui/a.cpp "#include \"cli/verbs.h\"")
wrong(room src/cli/a.cpp "#include \"net/endpoint.h\"")
wrong(room src/cli/a.cpp "#include \"gui/mainwindow.h\"")
wrong(room src/cli/a.cpp "#include \"./../gui/mainwindow.h\"")
wrong(unknown-room src/attic/a.cpp "")
right(src/core/a.cpp "#include \"core/b.h\"\n#include \"b.h\"\n#include <QByteArray>\n#include <vector>")
right(src/net/a.cpp "#include \"core/b.h\"\n#include \"net/b.h\"\n#include \"../core/b.h\"")
right(src/gui/a.cpp "#include \"core/b.h\"\n#include \"gui/b.h\"\n#include \"net/session.h\"\n#include \"ui_b.h\"")
right(src/gui/a.cpp "#include \"net/config.h\"\n#include \"net/status.h\"")
right(src/cli/a.cpp "#include \"core/b.h\"\n#include \"net/session.h\"\n#include \"net/config.h\"")
right(src/main.cpp "#include \"gui/mainwindow.h\"\n#include \"net/endpoint.h\"\n#include <QApplication>")

# Qt's modules
wrong(qt-module src/core/a.cpp "#include <QtNetwork/QTcpSocket>")
wrong(qt-module src/core/a.cpp "#include <QtWidgets/QWidget>")
wrong(qt-module src/core/a.cpp "#include <QtGui>")
wrong(qt-module src/net/a.cpp "#include <QtGui/QColor>")
wrong(qt-module src/cli/a.cpp "#include <QtWidgets>")
file(GLOB qt_headers /usr/include/*/qt6/QtWidgets/QWidget /usr/include/qt6/QtWidgets/QWidget)
if(qt_headers) # elsewhere the lint cannot know which module QWidget belongs to
    wrong(qt-module src/core/a.cpp "#include <QHostAddress>")
    wrong(qt-module src/net/a.cpp "#include <QWidget>")
    wrong(qt-module src/cli/a.cpp "#include <QApplication>")
    wrong(qt-module src/cli/a.cpp "#include <QGuiApplication>")
endif()
right(src/core/a.cpp "#include <QtCore/QObject>\n#include <QTextStream>\n#include <QStandardPaths>\n#include <QCalendar>")
right(src/net/a.cpp "#include <QTcpServer>\n#include <QtNetwork/QHostAddress>")
right(src/gui/a.cpp "#include <QWidget>\n#include <QtGui/QPainter>")
right(src/cli/a.cpp "#include <QCoreApplication>\n#include <QCommandLineParser>\n#include <QTextStream>")

# The operating system's headers
foreach(header sys/socket.h netinet/tcp.h arpa/inet.h linux/tcp.h net/if.h netdb.h unistd.h fcntl.h signal.h poll.h)
    wrong(system-header src/net/a.cpp "#include <${header}>")
endforeach()
wrong(system-header src/core/a_linux.h "#include <unistd.h>")
wrong(system-header src/main.cpp "#include <signal.h>")
right(src/net/a_linux.cpp "#include <sys/socket.h>\n#include <linux/tcp.h>")
right(src/core/a_unix.cpp "#include <unistd.h>")
right(tests/net/a.cpp "#include <sys/socket.h>\n#include \"gui/mainwindow.h\"")

# Calls
wrong(rich-text src/gui/a.cpp "label->setHtml(text);")
wrong(rich-text src/gui/a.cpp "cursor.insertHtml(text);")
wrong(rich-text src/gui/a.cpp "log->appendHtml (text);")
wrong(rich-text src/gui/a.cpp "label->setTextFormat(Qt::RichText);")
wrong(static-box src/gui/a.cpp "QMessageBox::warning(this, {}, text);")
wrong(static-box src/gui/a.cpp "if (QMessageBox::question(this, {}, text) == QMessageBox::Yes)")
wrong(wait src/net/a.cpp "socket.waitForConnected(1000);")
wrong(wait src/core/a.h "bool b = thing->waitForAnything();")
wrong(process-events src/cli/a.cpp "QCoreApplication::processEvents();")
wrong(string-connect src/gui/a.cpp "connect(a, SIGNAL(x()), b, c);")
wrong(string-connect src/gui/a.cpp "connect(a, &A::x, b, SLOT(y()));")
wrong(auto-slot src/gui/a.h "void on_startButton_clicked();")
wrong(auto-slot src/gui/a.h "    void on_start_clicked(bool);")
right(src/core/a.cpp "cursor.insertHtml(text);")
right(src/gui/a.cpp "QMessageBox box; box.setStandardButtons(QMessageBox::Yes); box.setText(text);")
right(src/gui/a.cpp "// waitForConnected() blocks, SIGNAL() is old\n/* processEvents( */\n/*\n * setHtml(\n */")
right(src/gui/a.cpp "text = tr(\"waitForConnected() and \\\"SIGNAL(x)\\\" // setHtml(\");")
right(src/gui/a.cpp "void connection_was_closed(); void await(); int signal = SIGNALS(x);")
wrong(wait src/net/a.cpp "request = \"Accept: */*\";\nsocket.waitForConnected();")
wrong(wait src/net/a.cpp "int a[2]; /* one */ socket.waitForConnected(); /* see https://example.org/\n waitForBytes() */")
wrong(wait src/net/a.cpp "auto path = \"C:\\\\\"; socket.waitForConnected();")
wrong(wait src/net/a.cpp "if (c == '\"') socket.waitForConnected(); // \"")
right(tests/net/a.cpp "socket.waitForConnected();")

# Several findings, and the licence
expect("[room];[wait]" src/core/a.cpp
    "// SPDX-License-Identifier: MIT\n#include \"net/a.h\"\nx[0]; y[i;\nsocket.waitForConnected();")
expect("[spdx]" src/core/a.cpp "int x;\n")
expect("[spdx]" tests/core/a.h "int x;\n")
expect("[spdx]" src/CMakeLists.txt "add_subdirectory(core)\n")

file(REMOVE_RECURSE "${WORK_DIR}")
get_property(failures GLOBAL PROPERTY failures)
if(failures)
    message(FATAL_ERROR "failed for: ${failures}")
endif()
