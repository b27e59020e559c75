# SPDX-License-Identifier: MIT
#
# cmake -DSOURCE_DIR=<project> -P layers.cmake
#
# The rooms of src/ are link targets, so most trespassing ends at the linker. This finds what slips through: an
# include that compiles by accident, an operating system's header outside the files made for it, and the few
# calls this program does without. Each finding names its rule; layers_selftest.cmake proves that every rule fires.

cmake_minimum_required(VERSION 3.25)
if(NOT IS_DIRECTORY "${SOURCE_DIR}/src")
    message(FATAL_ERROR "SOURCE_DIR must be the project's folder, not \"${SOURCE_DIR}\"")
endif()

# ---- The rules ---------------------------------------------------------------------------------------------------

set(rooms core kernel store net gui cli)

# What each room may include of the others: a whole room, or single headers of it.
set(core_may core/)
set(kernel_may core/ kernel/)
set(store_may core/ store/)
set(net_may core/ kernel/ net/)
set(gui_may core/ gui/ store/ net/session.h net/config.h net/status.h net/replayer.h)
set(cli_may core/ cli/ store/ net/session.h net/config.h net/status.h net/replayer.h)

# The Qt modules a room may not know, neither as <QtModule/QClass> nor as <QClass>; for the latter we look into Qt's
# folder of headers.
set(core_without QtNetwork QtGui QtWidgets)
set(kernel_without QtNetwork QtGui QtWidgets)
set(store_without QtNetwork QtGui QtWidgets)
set(net_without QtGui QtWidgets)
set(gui_without)
set(cli_without QtGui QtWidgets)
file(GLOB qt_folders /usr/include/*/qt6 /usr/include/qt6)
list(APPEND qt_folders "/nowhere")
list(GET qt_folders 0 qt_folder)

# Headers of the operating system, for files called *_linux.cpp and *_unix.cpp alone.
string(CONCAT system_headers
    "(sys|netinet|netinet6|arpa|linux|asm|asm-generic)/.*|net/if.*"
    "|(dlfcn|fcntl|grp|ifaddrs|netdb|poll|pthread|pwd|sched|signal|spawn|syslog|termios|unistd)\\.h"
    "|(windows|winsock2|ws2tcpip|io)\\.h")

# Calls: name of the rule, the folder it holds in, the reason, and the pattern. Text in quotes and comments is not code.
set(boundary "(^|[^A-Za-z0-9_])")
set(call_rules rich-text static-box wait process-events string-connect auto-slot)
set(rich-text_in src/gui/)
set(rich-text_why "what a peer sends is plain text, never markup")
set(rich-text_is "${boundary}((setHtml|insertHtml|appendHtml) *\\(|Qt::RichText)")
set(static-box_in src/gui/)
set(static-box_why "a static box guesses markup and blocks; set the format, and show it with open()")
set(static-box_is "${boundary}QMessageBox::(about|critical|information|question|warning) *\\(")
set(wait_in src/)
set(wait_why "nothing blocks a thread that owns sockets or a window; use signals")
set(wait_is "${boundary}waitFor[A-Z][A-Za-z]* *\\(")
set(process-events_in src/)
set(process-events_except src/net/epolldispatcher_linux.cpp) # it is what turns
set(process-events_why "it re-enters whatever is running; return to the event loop instead")
set(process-events_is "${boundary}processEvents *\\(")
set(string-connect_in src/)
set(string-connect_why "the compiler cannot check it; connect member functions")
set(string-connect_is "${boundary}(SIGNAL|SLOT) *\\(")
set(auto-slot_in src/)
set(auto-slot_why "it is connected by its name, out of sight; connect it in the open")
set(auto-slot_is "${boundary}on_[A-Za-z0-9]+_[A-Za-z0-9]+ *\\(")

# ---- The walk ----------------------------------------------------------------------------------------------------

set(findings 0)
macro(report line rule text)
    math(EXPR findings "${findings} + 1")
    message("${file}:${line}: ${text} [${rule}]")
endmacro()

# A line like `#include <x.h>`; the folder of the file decides what it may include.
macro(check_include line header)
    set(target "${header}")
    if(target MATCHES "^\\.\\.?/")
        get_filename_component(target "${SOURCE_DIR}/${file}/../${target}" ABSOLUTE)
        file(RELATIVE_PATH target "${SOURCE_DIR}/src" "${target}")
    endif()
    string(REGEX REPLACE "/.*" "" target_room "${target}")
    if(target MATCHES "^(${system_headers})$")
        if(NOT file MATCHES "_(linux|unix)\\.cpp$")
            report(${line} system-header "<${header}> belongs into a file *_linux.cpp or *_unix.cpp")
        endif()
    elseif(room AND target MATCHES "/" AND target_room IN_LIST rooms)
        if(NOT "${target_room}/" IN_LIST ${room}_may AND NOT target IN_LIST ${room}_may)
            report(${line} room "${room} may not include ${target}")
        endif()
    elseif(room)
        foreach(module IN LISTS ${room}_without)
            if(target MATCHES "^${module}(/|$)" OR EXISTS "${qt_folder}/${module}/${target}")
                report(${line} qt-module "${room} does without ${module}, but includes <${header}>")
            endif()
        endforeach()
    endif()
endmacro()

file(GLOB_RECURSE files RELATIVE "${SOURCE_DIR}" "${SOURCE_DIR}/src/*" "${SOURCE_DIR}/tests/*")
list(FILTER files INCLUDE REGEX "(\\.(h|cpp|cmake)|/CMakeLists\\.txt)$")
foreach(file IN LISTS files)
    file(READ "${SOURCE_DIR}/${file}" text)
    if(NOT text MATCHES "SPDX-License-Identifier: [A-Z]")
        report(1 spdx "the line SPDX-License-Identifier is missing")
    endif()
    if(NOT file MATCHES "^src/.*\\.(h|cpp)$")
        continue()
    endif()

    set(room "")
    if(file MATCHES "^src/([^/]*)/")
        set(room "${CMAKE_MATCH_1}")
        if(NOT room IN_LIST rooms)
            report(1 unknown-room "tell tests/lint/layers.cmake what ${room} may include")
            set(room "")
        endif()
    endif()

    # Brackets, semicolons and backslashes mean something to CMake's lists, and nothing to these rules
    # except in quotes, where `\"` does not end a text.
    string(REPLACE "\\\\" "" text "${text}")
    string(REPLACE "\\\"" "" text "${text}")
    string(REPLACE "\\" "" text "${text}")
    string(REPLACE "'\"'" "" text "${text}")
    string(REPLACE ";" " " text "${text}")
    string(REPLACE "[" "(" text "${text}")
    string(REPLACE "]" ")" text "${text}")
    string(REPLACE "\n" ";" text "${text}")

    set(number 0)
    set(in_comment FALSE)
    foreach(line IN LISTS text)
        math(EXPR number "${number} + 1")
        if(in_comment)
            if(NOT line MATCHES "\\*/")
                continue()
            endif()
            string(REGEX REPLACE "^.*\\*/" "" line "${line}")
            set(in_comment FALSE)
        endif()
        if(line MATCHES "^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"]*)[>\"]")
            check_include(${number} "${CMAKE_MATCH_1}")
            continue()
        endif()
        string(REGEX REPLACE "\"[^\"]*\"" "\"\"" line "${line}")
        string(REGEX REPLACE "/\\*[^*]*\\*/" "" line "${line}")
        string(REGEX REPLACE "//.*" "" line "${line}")
        if(line MATCHES "/\\*")
            string(REGEX REPLACE "/\\*.*" "" line "${line}")
            set(in_comment TRUE)
        endif()
        foreach(rule IN LISTS call_rules)
            if(line MATCHES "${${rule}_is}")
                if(file MATCHES "^${${rule}_in}" AND NOT file IN_LIST ${rule}_except)
                    report(${number} ${rule} "${${rule}_why}")
                endif()
            endif()
        endforeach()
    endforeach()
endforeach()

if(findings)
    message(FATAL_ERROR "findings: ${findings}")
endif()
