<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>bothends::Composer</name>
    <message numerus="yes">
        <source>%n character(s) are too many to paste here.</source>
        <translation>
            <numerusform>%n character is too many to paste here.</numerusform>
            <numerusform>%n characters are too many to paste here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ConnectionsModel</name>
    <message numerus="yes">
        <source>%n byte(s) wait here because the peer does not read them.</source>
        <translation>
            <numerusform>%n byte waits here because the peer does not read it.</numerusform>
            <numerusform>%n bytes wait here because the peer does not read them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ErrorTexts</name>
    <message numerus="yes">
        <source>The message does not fit into the outgoing queue: %n byte(s) are waiting because the peer does not read.</source>
        <translation>
            <numerusform>The message does not fit into the outgoing queue: %n byte is waiting because the peer does not read.</numerusform>
            <numerusform>The message does not fit into the outgoing queue: %n bytes are waiting because the peer does not read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The connection limit of %n connection(s) is reached: %1 was told so and closed.</source>
        <translation>
            <numerusform>The connection limit of %n connection is reached: %1 was told so and closed.</numerusform>
            <numerusform>The connection limit of %n connections is reached: %1 was told so and closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were still waiting to be sent were discarded.</source>
        <translation>
            <numerusform>%n byte that was still waiting to be sent was discarded.</numerusform>
            <numerusform>%n bytes that were still waiting to be sent were discarded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The accept queue of %1 was full: the kernel dropped %n connection attempt(s).</source>
        <translation>
            <numerusform>The accept queue of %1 was full: the kernel dropped %n connection attempt.</numerusform>
            <numerusform>The accept queue of %1 was full: the kernel dropped %n connection attempts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::EventTexts</name>
    <message numerus="yes">
        <source>ready: up to %n client(s) may wait for accept</source>
        <translation>
            <numerusform>ready: up to %n client may wait for accept</numerusform>
            <numerusform>ready: up to %n clients may wait for accept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %n byte(s)</source>
        <translation>
            <numerusform>sent %n byte</numerusform>
            <numerusform>sent %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received %n byte(s) in 1 read</source>
        <translation>
            <numerusform>received %n byte in 1 read</numerusform>
            <numerusform>received %n bytes in 1 read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n byte(s) complete a character</source>
        <translation>
            <numerusform>the first %n byte completes a character</numerusform>
            <numerusform>the first %n bytes complete a character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last %n byte(s) begin a character that is cut here</source>
        <translation>
            <numerusform>the last %n byte begins a character that is cut here</numerusform>
            <numerusform>the last %n bytes begin a character that is cut here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent greeting, %n byte(s): %1</source>
        <translation>
            <numerusform>sent greeting, %n byte: %1</numerusform>
            <numerusform>sent greeting, %n bytes: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %n byte(s): %1</source>
        <translation>
            <numerusform>sent %n byte: %1</numerusform>
            <numerusform>sent %n bytes: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received %n byte(s) in 1 read: %1</source>
        <translation>
            <numerusform>received %n byte in 1 read: %1</numerusform>
            <numerusform>received %n bytes in 1 read: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::MainWindow</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::PayloadViewer</name>
    <message numerus="yes">
        <source>Message — %1 byte(s)</source>
        <translation>
            <numerusform>Message — %1 byte</numerusform>
            <numerusform>Message — %1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 line</numerusform>
            <numerusform>%1 lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s) so far…</source>
        <translation>
            <numerusform>%1 line so far…</numerusform>
            <numerusform>%1 lines so far…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ServerPanel</name>
    <message numerus="yes">
        <source>%n character(s) are too many to paste here.</source>
        <translation>
            <numerusform>%n character is too many to paste here.</numerusform>
            <numerusform>%n characters are too many to paste here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelineView</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new row(s): go to the end</source>
        <translation>
            <numerusform>%n new row: go to the end</numerusform>
            <numerusform>%n new rows: go to the end</numerusform>
        </translation>
    </message>
</context>
</TS>
