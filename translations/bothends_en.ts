<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>bothends::AcceptQueueModel</name>
    <message numerus="yes">
        <source>%1: %n byte(s) wait, and it has closed</source>
        <translation>
            <numerusform>%1: %n byte waits, and it has closed</numerusform>
            <numerusform>%1: %n bytes wait, and it has closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n byte(s) wait already</source>
        <translation>
            <numerusform>%1: %n byte waits already</numerusform>
            <numerusform>%1: %n bytes wait already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::BufferStrip</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ByteExplanations</name>
    <message numerus="yes">
        <source>sendall() goes on by itself with the other %n byte(s).</source>
        <translation>
            <numerusform>sendall() goes on by itself with the other %n byte.</numerusform>
            <numerusform>sendall() goes on by itself with the other %n bytes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The other %n byte(s) were not sent: it is up to the program to call again with them.</source>
        <translation>
            <numerusform>The other %n byte was not sent: it is up to the program to call again with it.</numerusform>
            <numerusform>The other %n bytes were not sent: it is up to the program to call again with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 filled the first %n cell(s) of a buffer of %2 that was there already.</source>
        <translation>
            <numerusform>%1 filled the first %n cell of a buffer of %2 that was there already.</numerusform>
            <numerusform>%1 filled the first %n cells of a buffer of %2 that was there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n cell(s) behind them stay untouched: what stood there before still does.</source>
        <translation>
            <numerusform>The %n cell behind them stays untouched: what stood there before still does.</numerusform>
            <numerusform>The %n cells behind them stay untouched: what stood there before still does.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There %n byte(s) are left: they have left the kernel, but the program has not got them yet.</source>
        <translation>
            <numerusform>There %n byte is left: it has left the kernel, but the program has not got it yet.</numerusform>
            <numerusform>There %n bytes are left: they have left the kernel, but the program has not got them yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Until then %n byte(s) went.</source>
        <translation>
            <numerusform>Until then %n byte went.</numerusform>
            <numerusform>Until then %n bytes went.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::BytesPane</name>
    <message numerus="yes">
        <source>Connection #%1: all that the server sent • %2 byte(s) • %3</source>
        <translation>
            <numerusform>Connection #%1: all that the server sent • %2 byte • %3</numerusform>
            <numerusform>Connection #%1: all that the server sent • %2 bytes • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the client sent • %2 byte(s) • %3</source>
        <translation>
            <numerusform>Connection #%1: all that the client sent • %2 byte • %3</numerusform>
            <numerusform>Connection #%1: all that the client sent • %2 bytes • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the server received • %2 byte(s) • %3</source>
        <translation>
            <numerusform>Connection #%1: all that the server received • %2 byte • %3</numerusform>
            <numerusform>Connection #%1: all that the server received • %2 bytes • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the client received • %2 byte(s) • %3</source>
        <translation>
            <numerusform>Connection #%1: all that the client received • %2 byte • %3</numerusform>
            <numerusform>Connection #%1: all that the client received • %2 bytes • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were looked at and stay in the kernel: no part of the stream yet</source>
        <translation>
            <numerusform>%n byte that were looked at and stay in the kernel: no part of the stream yet</numerusform>
            <numerusform>%n bytes that were looked at and stay in the kernel: no part of the stream yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) of a line that came out of the program’s own buffer</source>
        <translation>
            <numerusform>%n byte of a line that came out of the program’s own buffer</numerusform>
            <numerusform>%n bytes of a line that came out of the program’s own buffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that belong to no conversation</source>
        <translation>
            <numerusform>%n byte that belong to no conversation</numerusform>
            <numerusform>%n bytes that belong to no conversation</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::CallExplanations</name>
    <message numerus="yes">
        <source>Now %n client(s) may wait for accept(), as Linux admits one more.</source>
        <translation>
            <numerusform>Now %n client may wait for accept(), as Linux admits one more.</numerusform>
            <numerusform>Now %n clients may wait for accept(), as Linux admits one more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.</source>
        <translation>
            <numerusform>The backlog is %1, and Linux admits one more: %n client fits into the accept queue.</numerusform>
            <numerusform>The backlog is %1, and Linux admits one more: %n clients fit into the accept queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::CaptureTexts</name>
    <message numerus="yes">
        <source>%n packet(s) of other protocols</source>
        <translation>
            <numerusform>%n packet of other protocols</numerusform>
            <numerusform>%n packets of other protocols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragment(s) without a header</source>
        <translation>
            <numerusform>%n fragment without a header</numerusform>
            <numerusform>%n fragments without a header</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n damaged packet(s), or cut within their headers</source>
        <translation>
            <numerusform>%n damaged packet, or cut within their headers</numerusform>
            <numerusform>%n damaged packets, or cut within their headers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::CodeTexts</name>
    <message numerus="yes">
        <source>%n earlier connection(s) of this server are left out here</source>
        <translation>
            <numerusform>%n earlier connection of this server is left out here</numerusform>
            <numerusform>%n earlier connections of this server are left out here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later connection(s) of this server are left out here</source>
        <translation>
            <numerusform>%n later connection of this server is left out here</numerusform>
            <numerusform>%n later connections of this server are left out here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n step(s) are left out here</source>
        <translation>
            <numerusform>more than %n step is left out here</numerusform>
            <numerusform>more than %n steps are left out here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are left out here</source>
        <translation>
            <numerusform>%n step is left out here</numerusform>
            <numerusform>%n steps are left out here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were still queued are discarded</source>
        <translation>
            <numerusform>%n byte that was still queued is discarded</numerusform>
            <numerusform>%n bytes that were still queued are discarded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) are sent here that are no longer kept</source>
        <translation>
            <numerusform>%n byte is sent here that is no longer kept</numerusform>
            <numerusform>%n bytes are sent here that are no longer kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n long payload(s) are shortened: this program sends fewer bytes than the session did.</source>
        <translation>
            <numerusform>%n long payload is shortened: this program sends fewer bytes than the session did.</numerusform>
            <numerusform>%n long payloads are shortened: this program sends fewer bytes than the session did.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The bytes of %n write(s) are no longer kept: this program does not send them.</source>
        <translation>
            <numerusform>The bytes of %n write are no longer kept: this program does not send them.</numerusform>
            <numerusform>The bytes of %n writes are no longer kept: this program does not send them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>readline() has no whole line yet: %n byte(s) are in its buffer</source>
        <translation>
            <numerusform>readline() has no whole line yet: %n byte are in its buffer</numerusform>
            <numerusform>readline() has no whole line yet: %n bytes are in its buffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the datagram had %n byte(s), the rest is lost</source>
        <translation>
            <numerusform>the datagram had %n byte, the rest is lost</numerusform>
            <numerusform>the datagram had %n bytes, the rest is lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the kernel dropped %n datagram(s): the buffer was full</source>
        <translation>
            <numerusform>the kernel dropped %n datagram: the buffer was full</numerusform>
            <numerusform>the kernel dropped %n datagrams: the buffer was full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the file ends here, after %n byte(s)</source>
        <translation>
            <numerusform>the file ends here, after %n byte</numerusform>
            <numerusform>the file ends here, after %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were sent in between have no place in the loop</source>
        <translation>
            <numerusform>%n byte that were sent in between have no place in the loop</numerusform>
            <numerusform>%n bytes that were sent in between have no place in the loop</numerusform>
        </translation>
    </message>
</context>
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
    <name>bothends::DataExplanations</name>
    <message numerus="yes">
        <source>%n byte(s) of cut characters</source>
        <translation>
            <numerusform>%n byte of a cut character</numerusform>
            <numerusform>%n bytes of cut characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that are no character</source>
        <translation>
            <numerusform>%n byte that is no character</numerusform>
            <numerusform>%n bytes that are no character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 needed %n read(s) for them; the last one came %2 later.</source>
        <translation>
            <numerusform>The %1 needed %n read for them; the last one came %2 later.</numerusform>
            <numerusform>The %1 needed %n reads for them; the last one came %2 later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It got bytes %1 to %2 of that write, which took %n read(s) so far.</source>
        <translation>
            <numerusform>It got bytes %1 to %2 of that write, which took %n read so far.</numerusform>
            <numerusform>It got bytes %1 to %2 of that write, which took %n reads so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bytes of %n write(s) came joined in this one read: %1 = %2.</source>
        <translation>
            <numerusform>Bytes of %n write came joined in this one read: %1 = %2.</numerusform>
            <numerusform>Bytes of %n writes came joined in this one read: %1 = %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n byte(s) belong to a character that began in the read before.</source>
        <translation>
            <numerusform>The first %n byte belongs to a character that began in the read before.</numerusform>
            <numerusform>The first %n bytes belong to a character that began in the read before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %n byte(s) begin a character whose rest comes with a later read.</source>
        <translation>
            <numerusform>The last %n byte begins a character whose rest comes with a later read.</numerusform>
            <numerusform>The last %n bytes begin a character whose rest comes with a later read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::DatagramExplanations</name>
    <message numerus="yes">
        <source>It had %1: the other %n byte(s) did not fit into the buffer and are lost.</source>
        <translation>
            <numerusform>It had %1: the other %n byte did not fit into the buffer and is lost.</numerusform>
            <numerusform>It had %1: the other %n bytes did not fit into the buffer and are lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The kernel threw away %n datagram(s) that came for this socket.</source>
        <translation>
            <numerusform>The kernel threw away %n datagram that came for this socket.</numerusform>
            <numerusform>The kernel threw away %n datagrams that came for this socket.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::EndExplanations</name>
    <message numerus="yes">
        <source>%n byte(s) went this way before.</source>
        <translation>
            <numerusform>%n byte went this way before.</numerusform>
            <numerusform>%n bytes went this way before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) came this way before, and no more will.</source>
        <translation>
            <numerusform>%n byte came this way before, and no more will.</numerusform>
            <numerusform>%n bytes came this way before, and no more will.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %1 closed its socket while %n byte(s) from the peer were still unread.</source>
        <translation>
            <numerusform>The %1 closed its socket while %n byte from the peer was still unread.</numerusform>
            <numerusform>The %1 closed its socket while %n bytes from the peer were still unread.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ErrorExplanations</name>
    <message numerus="yes">
        <source>None of the %n byte(s) of this message was taken, so the stream stays whole.</source>
        <translation>
            <numerusform>The %n byte of this message was not taken, so the stream stays whole.</numerusform>
            <numerusform>None of the %n bytes of this message was taken, so the stream stays whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the backlog of %1, %n client(s) fit; they came faster than the program accepted them.</source>
        <translation>
            <numerusform>With the backlog of %1, %n client fits; they came faster than the program accepted them.</numerusform>
            <numerusform>With the backlog of %1, %n clients fit; they came faster than the program accepted them.</numerusform>
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
    <message numerus="yes">
        <source>A datagram of %n byte(s) does not go out in one piece.</source>
        <translation>
            <numerusform>A datagram of %n byte does not go out in one piece.</numerusform>
            <numerusform>A datagram of %n bytes does not go out in one piece.</numerusform>
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
        <source>sent greeting, %n byte(s): %1</source>
        <translation>
            <numerusform>sent greeting, %n byte: %1</numerusform>
            <numerusform>sent greeting, %n bytes: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n more second(s)</source>
        <translation>
            <numerusform>for %n more second</numerusform>
            <numerusform>for %n more seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) unread</source>
        <translation>
            <numerusform>%n byte unread</numerusform>
            <numerusform>%n bytes unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) not sent yet</source>
        <translation>
            <numerusform>%n byte not sent yet</numerusform>
            <numerusform>%n bytes not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) not acknowledged yet</source>
        <translation>
            <numerusform>%n byte not acknowledged yet</numerusform>
            <numerusform>%n bytes not acknowledged yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) %1 from the middle of a character</source>
        <translation>
            <numerusform>%n byte %1 from the middle of a character</numerusform>
            <numerusform>%n bytes %1 from the middle of a character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n byte(s) %1 complete %2</source>
        <translation>
            <numerusform>the first %n byte %1 completes %2</numerusform>
            <numerusform>the first %n bytes %1 complete %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last %n byte(s) %1 begin a character that is cut here</source>
        <translation>
            <numerusform>the last %n byte %1 begins a character that is cut here</numerusform>
            <numerusform>the last %n bytes %1 begin a character that is cut here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n datagram(s) dropped so far</source>
        <translation>
            <numerusform>%n datagram dropped so far</numerusform>
            <numerusform>%n datagrams dropped so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) have left the kernel but not yet the program</source>
        <translation>
            <numerusform>%n byte has left the kernel but not yet the program</numerusform>
            <numerusform>%n bytes have left the kernel but not yet the program</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a line of %n byte(s)</source>
        <translation>
            <numerusform>a line of %n byte</numerusform>
            <numerusform>a line of %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent 1 datagram, %n byte(s)</source>
        <translation>
            <numerusform>sent 1 datagram, %n byte</numerusform>
            <numerusform>sent 1 datagram, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received 1 datagram, %n byte(s)</source>
        <translation>
            <numerusform>received 1 datagram, %n byte</numerusform>
            <numerusform>received 1 datagram, %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ancillary item(s)</source>
        <translation>
            <numerusform>%n ancillary item</numerusform>
            <numerusform>%n ancillary items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) seen; they stay in the kernel</source>
        <translation>
            <numerusform>%n byte seen; it stays in the kernel</numerusform>
            <numerusform>%n bytes seen; they stay in the kernel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the receive buffer was full: the kernel dropped %n datagram(s)</source>
        <translation>
            <numerusform>the receive buffer was full: the kernel dropped %n datagram</numerusform>
            <numerusform>the receive buffer was full: the kernel dropped %n datagrams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ExplanationWords</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ExportCommand</name>
    <message numerus="yes">
        <source>%n row(s) of local sockets have no packets and were left out.</source>
        <translation>
            <numerusform>%n row of local sockets have no packets and were left out.</numerusform>
            <numerusform>%n rows of local sockets have no packets and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::Headless</name>
    <message numerus="yes">
        <source>%n event(s) at the end of the session could not be written: %1</source>
        <translation>
            <numerusform>%n event at the end of the session could not be written: %1</numerusform>
            <numerusform>%n events at the end of the session could not be written: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::HexView</name>
    <message numerus="yes">
        <source>%n byte(s) %1</source>
        <translation>
            <numerusform>%n byte %1</numerusform>
            <numerusform>%n bytes %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::KernelExplanations</name>
    <message numerus="yes">
        <source>Repeated %n time(s) so far; the next time is in %1.</source>
        <translation>
            <numerusform>Repeated %n time so far; the next time is in %1.</numerusform>
            <numerusform>Repeated %n times so far; the next time is in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for accept(): %1 of at most %n client(s), as the backlog is %2 and Linux admits one more.</source>
        <translation>
            <numerusform>Waiting for accept(): %1 of at most %n client, as the backlog is %2 and Linux admits one more.</numerusform>
            <numerusform>Waiting for accept(): %1 of at most %n clients, as the backlog is %2 and Linux admits one more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has written already: %n byte(s) wait for a reader.</source>
        <translation>
            <numerusform>It has written already: %n byte waits for a reader.</numerusform>
            <numerusform>It has written already: %n bytes wait for a reader.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) before the FIN are not acknowledged either.</source>
        <translation>
            <numerusform>%n byte before the FIN is not acknowledged either.</numerusform>
            <numerusform>%n bytes before the FIN are not acknowledged either.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n byte(s) that it wrote wait here; after accept() they can be read, then the end of stream.</source>
        <translation>
            <numerusform>The %n byte that it wrote waits here; after accept() it can be read, then the end of stream.</numerusform>
            <numerusform>The %n bytes that it wrote wait here; after accept() they can be read, then the end of stream.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The connection is over; the kernel remembers this pair of addresses for %n more second(s).</source>
        <translation>
            <numerusform>The connection is over; the kernel remembers this pair of addresses for %n more second.</numerusform>
            <numerusform>The connection is over; the kernel remembers this pair of addresses for %n more seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is room for %n more.</source>
        <translation>
            <numerusform>There is room for %n more.</numerusform>
            <numerusform>There is room for %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) have arrived at %1 and wait there to be read.</source>
        <translation>
            <numerusform>%n byte has arrived at %1 and waits there to be read.</numerusform>
            <numerusform>%n bytes have arrived at %1 and wait there to be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) from %1 are on their way: sent, but not acknowledged yet.</source>
        <translation>
            <numerusform>%n byte from %1 is on its way: sent, but not acknowledged yet.</numerusform>
            <numerusform>%n bytes from %1 are on their way: sent, but not acknowledged yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::KernelPane</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::LiveCapturing</name>
    <message numerus="yes">
        <source>Live capture to %1: %n packet(s)</source>
        <translation>
            <numerusform>Live capture to %1: %n packet</numerusform>
            <numerusform>Live capture to %1: %n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::LogBar</name>
    <message numerus="yes">
        <source>In %n event(s) this expression takes too many steps; they are not shown.</source>
        <translation>
            <numerusform>In %n event this expression takes too many steps; they are not shown.</numerusform>
            <numerusform>In %n events this expression takes too many steps; they are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n new</source>
        <translation>
            <numerusform>Paused, %n new</numerusform>
            <numerusform>Paused, %n new</numerusform>
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
    <name>bothends::OptionTexts</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 millisecond(s)</source>
        <translation>
            <numerusform>%1 millisecond</numerusform>
            <numerusform>%1 milliseconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 second(s)</source>
        <translation>
            <numerusform>%1 second</numerusform>
            <numerusform>%1 seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::OtherKernelExplanations</name>
    <message numerus="yes">
        <source>So far %n datagram(s) were dropped, because its buffer was full.</source>
        <translation>
            <numerusform>So far %n datagram was dropped, because its buffer was full.</numerusform>
            <numerusform>So far %n datagrams were dropped, because its buffer was full.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for accept(): %1 of at most %n client(s).</source>
        <translation>
            <numerusform>Waiting for accept(): %1 of at most %n client.</numerusform>
            <numerusform>Waiting for accept(): %1 of at most %n clients.</numerusform>
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
    <name>bothends::PcapngExport</name>
    <message numerus="yes">
        <source>one write of %n byte(s)</source>
        <translation>
            <numerusform>one write of %n byte</numerusform>
            <numerusform>one write of %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one read of %n byte(s)</source>
        <translation>
            <numerusform>one read of %n byte</numerusform>
            <numerusform>one read of %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ReplayCommand</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of numbers</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
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
    <name>bothends::SessionActions</name>
    <message numerus="yes">
        <source>%n row(s) have no place in this format and were left out.</source>
        <translation>
            <numerusform>%n row have no place in this format and were left out.</numerusform>
            <numerusform>%n rows have no place in this format and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::SetupExplanations</name>
    <message numerus="yes">
        <source>The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.</source>
        <translation>
            <numerusform>The backlog is %1, and Linux admits one more: %n client fits into the accept queue.</numerusform>
            <numerusform>The backlog is %1, and Linux admits one more: %n clients fit into the accept queue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It did not wait before writing: %n byte(s) from it were there before accept().</source>
        <translation>
            <numerusform>It did not wait before writing: %n byte from it was there before accept().</numerusform>
            <numerusform>It did not wait before writing: %n bytes from it were there before accept().</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With the backlog of %1, %n client(s) can wait; the next ones stay in SYN_SENT.</source>
        <translation>
            <numerusform>With the backlog of %1, %n client can wait; the next ones stay in SYN_SENT.</numerusform>
            <numerusform>With the backlog of %1, %n clients can wait; the next ones stay in SYN_SENT.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) were waiting there when the kernel was last asked.</source>
        <translation>
            <numerusform>%n client was waiting there when the kernel was last asked.</numerusform>
            <numerusform>%n clients were waiting there when the kernel was last asked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::SocketFacts</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelineModel</name>
    <message numerus="yes">
        <source>%1, and %n more like it</source>
        <translation>
            <numerusform>%1, and %n more like it</numerusform>
            <numerusform>%1, and %n more like it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelinePicture</name>
    <message numerus="yes">
        <source>%n more row(s) are left out.</source>
        <translation>
            <numerusform>%n more row is left out.</numerusform>
            <numerusform>%n more rows are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelineRow</name>
    <message numerus="yes">
        <source>%n option(s) were read</source>
        <translation>
            <numerusform>%n option were read</numerusform>
            <numerusform>%n options were read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the buffer has %n byte(s)</source>
        <translation>
            <numerusform>the buffer has %n byte</numerusform>
            <numerusform>the buffer has %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %1 of the file, bytes %2 to %3, in %n call(s)</source>
        <translation>
            <numerusform>sent %1 of the file, bytes %2 to %3, in %n call</numerusform>
            <numerusform>sent %1 of the file, bytes %2 to %3, in %n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received %1 in %n read(s), saved as bytes %2 to %3</source>
        <translation>
            <numerusform>received %1 in %n read, saved as bytes %2 to %3</numerusform>
            <numerusform>received %1 in %n reads, saved as bytes %2 to %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the kernel: %n byte(s)</source>
        <translation>
            <numerusform>in the kernel: %n byte</numerusform>
            <numerusform>in the kernel: %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the program: %n byte(s)</source>
        <translation>
            <numerusform>in the program: %n byte</numerusform>
            <numerusform>in the program: %n bytes</numerusform>
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
