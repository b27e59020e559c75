<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ClientPanel</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Client encoding</source>
        <translation>客户端编码</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Add client</source>
        <translation>添加客户端</translation>
    </message>
    <message>
        <source>Connect one more client</source>
        <translation>再连接一个客户端</translation>
    </message>
    <message>
        <source>Connects one more client to the address above.</source>
        <translation>再用一个客户端连接上面的地址。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Reset the selected connection</source>
        <translation>复位所选连接</translation>
    </message>
    <message>
        <source>Aborts the selected connection at once (RST).</source>
        <translation>立即中止所选连接（RST）。</translation>
    </message>
    <message>
        <source>Encodin&amp;g</source>
        <translation>编码(&amp;I)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Local address of the client</source>
        <translation>客户端的本地地址</translation>
    </message>
    <message>
        <source>When the server closes its sending direction (half-close), ours stays open and can still send. Otherwise the client sends what is queued and closes, too.</source>
        <translation>服务器关闭其发送方向（半关闭）后，我方仍保持打开，还能发送。否则客户端发完排队的内容后也会关闭。</translation>
    </message>
    <message>
        <source>Keep sending when the server ends</source>
        <translation>服务器结束后继续发送</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>How the message is typed, and what ends the line</source>
        <translation>消息的输入方式和行结束符</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>See both ends of a socket</source>
        <translation>看清套接字的两端</translation>
    </message>
    <message>
        <source>Start server</source>
        <translation>启动服务器</translation>
    </message>
    <message>
        <source>Step 1: start the server</source>
        <translation>第 1 步：启动服务器</translation>
    </message>
    <message>
        <source>Press Connect in the client panel: the greeting arrives.</source>
        <translation>点击客户端面板中的“连接”，就会收到问候语。</translation>
    </message>
    <message>
        <source>Type a message below either lane and press Enter.</source>
        <translation>在任意一侧下方输入消息，然后按 Enter。</translation>
    </message>
</context>
<context>
    <name>EndpointFields</name>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Socket</source>
        <translation>套接字</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>在消息中换行</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>Earlier and later messages</source>
        <translation>较早和较晚的消息</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>↑、↓</translation>
    </message>
    <message>
        <source>Expand or collapse a long row</source>
        <translation>展开或折叠较长的行</translation>
    </message>
    <message>
        <source>Enter, Space</source>
        <translation>Enter、空格</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>退出查找</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>About BothEnds</source>
        <translation>关于 BothEnds</translation>
    </message>
    <message>
        <source>BothEnds %1</source>
        <translation>BothEnds %1</translation>
    </message>
    <message>
        <source>Both ends of a socket in one window.
Qt %1, MIT licence.</source>
        <translation>在一个窗口中看清套接字的两端。
Qt %1，MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>LogBar</name>
    <message>
        <source>Side of the shown events</source>
        <translation>所显示事件的一端</translation>
    </message>
    <message>
        <source>Kind of the shown events</source>
        <translation>所显示事件的种类</translation>
    </message>
    <message>
        <source>Origin of the shown events</source>
        <translation>所显示事件的来源</translation>
    </message>
    <message>
        <source>How the filter is meant</source>
        <translation>筛选内容的含义</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sho&amp;w</source>
        <translation>显示(&amp;W)</translation>
    </message>
    <message>
        <source>Shown connection</source>
        <translation>显示的连接</translation>
    </message>
    <message>
        <source>Encoding to read the shown bytes in</source>
        <translation>用于解读所示字节的编码</translation>
    </message>
    <message>
        <source>Find in messages</source>
        <translation>在消息中查找</translation>
    </message>
    <message>
        <source>Find in messages… (Ctrl+F)</source>
        <translation>在消息中查找…（Ctrl+F）</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation>客户端(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy as Text</source>
        <translation>复制为文本(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as &amp;Hex</source>
        <translation>复制为十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Copy as &amp;Python Bytes</source>
        <translation>复制为 Python 字节串(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;All Rows</source>
        <translation>选择所有行(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reset Zoom</source>
        <translation>还原缩放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Go to the Newest Row</source>
        <translation>转到最新一行(&amp;G)</translation>
    </message>
    <message>
        <source>Reset Window La&amp;yout</source>
        <translation>还原窗口布局(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Accept Connections</source>
        <translation>接受连接(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Disconnect the Selected Client</source>
        <translation>断开所选客户端(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset the Selected Client</source>
        <translation>复位所选客户端的连接(&amp;R)</translation>
    </message>
    <message>
        <source>Connect &amp;One More Client</source>
        <translation>再连接一个客户端(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reset the Selected Connection</source>
        <translation>复位所选连接(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About BothEnds</source>
        <translation>关于 BothEnds(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>解码方式</translation>
    </message>
    <message>
        <source>&amp;Export Picture…</source>
        <translation>导出图片(&amp;E)…</translation>
    </message>
    <message>
        <source>Accept &amp;One Waiting Client</source>
        <translation>接受一个等待的客户端(&amp;O)</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>运行(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;New Server Socket</source>
        <translation>新建服务器套接字(&amp;N)</translation>
    </message>
    <message>
        <source>Send &amp;File from the Server…</source>
        <translation>从服务器发送文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Send &amp;Part of a File from the Server…</source>
        <translation>从服务器发送文件的一部分(&amp;P)…</translation>
    </message>
    <message>
        <source>Sa&amp;ve What the Server Receives to File…</source>
        <translation>将服务器接收的内容保存到文件(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Half-Close the Selected Client</source>
        <translation>半关闭所选客户端(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New Client Socket</source>
        <translation>新建客户端套接字(&amp;N)</translation>
    </message>
    <message>
        <source>Send &amp;File from the Client…</source>
        <translation>从客户端发送文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Send &amp;Part of a File from the Client…</source>
        <translation>从客户端发送文件的一部分(&amp;P)…</translation>
    </message>
    <message>
        <source>Sa&amp;ve What the Client Receives to File…</source>
        <translation>将客户端接收的内容保存到文件(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Half-Close the Selected Connection</source>
        <translation>半关闭所选连接(&amp;H)</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>I&amp;n the Log</source>
        <translation>日志中(&amp;N)</translation>
    </message>
    <message>
        <source>Copy as C A&amp;rray</source>
        <translation>复制为 C 数组(&amp;R)</translation>
    </message>
    <message>
        <source>Copy as &amp;Base64</source>
        <translation>复制为 Base64(&amp;B)</translation>
    </message>
    <message>
        <source>Show the Ti&amp;meline</source>
        <translation>显示时间线(&amp;M)</translation>
    </message>
    <message>
        <source>Sho&amp;w the Log</source>
        <translation>显示日志(&amp;W)</translation>
    </message>
    <message>
        <source>Close &amp;Window</source>
        <translation>关闭窗口(&amp;W)</translation>
    </message>
</context>
<context>
    <name>ServerPanel</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>问候语</translation>
    </message>
    <message>
        <source>No greeting</source>
        <translation>无问候语</translation>
    </message>
    <message>
        <source>After the greeting</source>
        <translation>发送问候语之后</translation>
    </message>
    <message>
        <source>keep chatting</source>
        <translation>继续聊天</translation>
    </message>
    <message>
        <source>close, as in the tutorial</source>
        <translation>关闭连接，与教程相同</translation>
    </message>
    <message>
        <source>echo what arrives</source>
        <translation>回显收到的内容</translation>
    </message>
    <message>
        <source>E&amp;ncoding</source>
        <translation>编码(&amp;N)</translation>
    </message>
    <message>
        <source>Server encoding</source>
        <translation>服务器编码</translation>
    </message>
    <message>
        <source>&amp;Backlog</source>
        <translation>积压上限(&amp;B)</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>积压上限</translation>
    </message>
    <message>
        <source>How many clients may wait in the accept queue: listen(backlog). Linux admits one more.</source>
        <translation>接受队列中可以等待的客户端数量，即 listen(backlog) 的参数。Linux 会多容纳一个。</translation>
    </message>
    <message>
        <source>Li&amp;mit</source>
        <translation>上限(&amp;M)</translation>
    </message>
    <message>
        <source>Connection limit</source>
        <translation>连接上限</translation>
    </message>
    <message>
        <source>How many clients are served at once. Further ones are told so and closed.</source>
        <translation>可以同时服务的客户端数量。超出的客户端会收到提示，连接随即关闭。</translation>
    </message>
    <message>
        <source>When off, new clients wait in the kernel’s accept queue.</source>
        <translation>关闭后，新客户端会在内核的接受队列中等待。</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Disconnect the selected client</source>
        <translation>断开所选客户端</translation>
    </message>
    <message>
        <source>Ends the selected connection in order (FIN).</source>
        <translation>正常结束所选连接（FIN）。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Reset the selected client</source>
        <translation>复位所选客户端的连接</translation>
    </message>
    <message>
        <source>Aborts the selected connection at once (RST).</source>
        <translation>立即中止所选连接（RST）。</translation>
    </message>
    <message>
        <source>&amp;Then</source>
        <translation>随后(&amp;T)</translation>
    </message>
    <message>
        <source>Accept connect&amp;ions</source>
        <translation>接受连接(&amp;J)</translation>
    </message>
    <message>
        <source>When a client closes its sending direction (half-close), ours stays open and can still answer. Otherwise the server sends what is queued and closes, too.</source>
        <translation>客户端关闭其发送方向（半关闭）后，我方仍保持打开，还能应答。否则服务器发完排队的内容后也会关闭。</translation>
    </message>
    <message>
        <source>IPv6 only</source>
        <translation>仅 IPv6</translation>
    </message>
    <message>
        <source>IPV6_V6ONLY: a socket on :: takes no IPv4 clients. Otherwise it takes both, and an IPv4 client appears as ::ffff:a.b.c.d.</source>
        <translation>IPV6_V6ONLY：:: 上的套接字不接受 IPv4 客户端。否则两者都接受，IPv4 客户端显示为 ::ffff:a.b.c.d。</translation>
    </message>
    <message>
        <source>Keep sending when a peer ends</source>
        <translation>对端结束后继续发送</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Ancillary buffer</source>
        <translation>辅助数据缓冲区</translation>
    </message>
</context>
<context>
    <name>bothends::AcceptQueue</name>
    <message>
        <source>Accept queue: cannot be observed on this system</source>
        <translation>接受队列：此系统上无法观察</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>Accept queue: %1 of %2, full</source>
        <translation>接受队列：%1 / %2，已满</translation>
    </message>
    <message>
        <source>Accept queue: %1 of %2</source>
        <translation>接受队列：%1 / %2</translation>
    </message>
    <message>
        <source>Clients whose handshake the kernel has completed and that nobody has accepted yet. Linux admits the backlog and one more.</source>
        <translation>内核已完成握手、但还没有被接受的客户端。Linux 允许的数量是积压上限再加一个。</translation>
    </message>
    <message>
        <source>Accept one</source>
        <translation>接受一个</translation>
    </message>
    <message>
        <source>Calls accept() once: the client that waits longest gets in.</source>
        <translation>调用一次 accept()：等待最久的客户端进入。</translation>
    </message>
    <message>
        <source>Clients in the accept queue</source>
        <translation>接受队列中的客户端</translation>
    </message>
</context>
<context>
    <name>bothends::AcceptQueueModel</name>
    <message numerus="yes">
        <source>%1: %n byte(s) wait, and it has closed</source>
        <translation>
            <numerusform>%1：%n 字节在等待，且它已关闭</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n byte(s) wait already</source>
        <translation>
            <numerusform>%1：已有 %n 字节在等待</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::BufferStrip</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>The buffer: %1 filled, %2 not touched. A cell is a byte.</source>
        <translation>缓冲区：已填充 %1，未动过 %2。一格是一个字节。</translation>
    </message>
    <message>
        <source>The buffer: %1 filled, %2 not touched. A cell is about %3.</source>
        <translation>缓冲区：已填充 %1，未动过 %2。一格约为 %3。</translation>
    </message>
    <message>
        <source>Buffer of the call</source>
        <translation>调用的缓冲区</translation>
    </message>
</context>
<context>
    <name>bothends::ByteExplanations</name>
    <message>
        <source>Sent • %1</source>
        <translation>已发送 • %1</translation>
    </message>
    <message>
        <source>Received • %1</source>
        <translation>已收到 • %1</translation>
    </message>
    <message>
        <source>%1 returned %2 to the %3.</source>
        <translation>%1 向%3返回了 %2。</translation>
    </message>
    <message>
        <source>The kernel took %1 of the %2 that it was given, and the call returned that number.</source>
        <translation>内核接收了交给它的 %2 中的 %1，调用返回了这个数目。</translation>
    </message>
    <message>
        <source>Its send buffer had no more room, because the peer has not taken the rest.</source>
        <translation>它的发送缓冲区没有更多空间了，因为对端还没有取走其余数据。</translation>
    </message>
    <message numerus="yes">
        <source>sendall() goes on by itself with the other %n byte(s).</source>
        <translation>
            <numerusform>sendall() 会自行继续发送其余 %n 字节。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The other %n byte(s) were not sent: it is up to the program to call again with them.</source>
        <translation>
            <numerusform>其余 %n 字节没有发送：程序需要用它们再次调用。</numerusform>
        </translation>
    </message>
    <message>
        <source>With sendfile() the kernel moves them from the file to the socket itself; they never enter the program.</source>
        <translation>使用 sendfile() 时，内核自己把它们从文件搬到套接字；它们从不进入程序。</translation>
    </message>
    <message>
        <source>So they are not kept here, either: the bytes are in the file, and memory stays flat.</source>
        <translation>所以这里也不保留它们：字节在文件中，内存占用保持不变。</translation>
    </message>
    <message>
        <source>A descriptor passed on</source>
        <translation>传出一个描述符</translation>
    </message>
    <message>
        <source>With the %1 of data sendmsg() passed an open descriptor as ancillary data (SCM_RIGHTS).</source>
        <translation>sendmsg() 随 %1 数据，把一个打开的描述符作为辅助数据（SCM_RIGHTS）传出。</translation>
    </message>
    <message>
        <source>The kernel gives the receiver a descriptor of its own for the same open file, whether it may open that file or not.</source>
        <translation>内核给接收者一个指向同一打开文件的自己的描述符，无论它本身能否打开该文件。</translation>
    </message>
    <message>
        <source>Only local sockets can do that.</source>
        <translation>只有本地套接字能做到这一点。</translation>
    </message>
    <message>
        <source>That is exactly the size of its buffer, so more may wait in the kernel.</source>
        <translation>这正好是缓冲区的大小，所以内核中可能还有更多数据。</translation>
    </message>
    <message>
        <source>recv(n) returns at most n bytes; it never waits until it has n, and nothing is lost.</source>
        <translation>recv(n) 最多返回 n 字节；它从不等到有 n 字节为止，也不会丢失任何数据。</translation>
    </message>
    <message numerus="yes">
        <source>%1 filled the first %n cell(s) of a buffer of %2 that was there already.</source>
        <translation>
            <numerusform>%1 填充了一个已有的 %2 缓冲区的前 %n 格。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n cell(s) behind them stay untouched: what stood there before still does.</source>
        <translation>
            <numerusform>其后的 %n 格保持不变：原来是什么，现在仍是什么。</numerusform>
        </translation>
    </message>
    <message>
        <source>The call returns the number of bytes, not the bytes; that saves an allocation for each read.</source>
        <translation>该调用返回字节数，而不是字节；这样每次读取省去一次内存分配。</translation>
    </message>
    <message>
        <source>With MSG_WAITALL the call goes on until the buffer is full, instead of returning what is there.</source>
        <translation>使用 MSG_WAITALL 时，调用会一直进行到缓冲区填满，而不是有多少返回多少。</translation>
    </message>
    <message>
        <source>All bytes that were asked for are here, however the peer wrote them.</source>
        <translation>所要求的字节都在这里，无论对端是怎样写入的。</translation>
    </message>
    <message>
        <source>It came back early: the stream ended, or an error broke it off.</source>
        <translation>它提前返回了：流已结束，或者被错误中断。</translation>
    </message>
    <message>
        <source>The packet info says where it came in: %1.</source>
        <translation>数据包信息说明了它从哪里进来：%1。</translation>
    </message>
    <message>
        <source>It arrived with a TTL of %1; each router on the way takes one off.</source>
        <translation>它到达时的 TTL 是 %1；途中每个路由器减一。</translation>
    </message>
    <message>
        <source>The kernel received it at %1 (seconds since 1970).</source>
        <translation>内核在 %1 收到它（自 1970 年起的秒数）。</translation>
    </message>
    <message>
        <source>The kernel has dropped %1 datagrams at this socket so far.</source>
        <translation>内核在这个套接字上至今丢弃了 %1 个数据报。</translation>
    </message>
    <message>
        <source>The kernel vouches for the sender: %1.</source>
        <translation>内核为发送者作证：%1。</translation>
    </message>
    <message>
        <source>%1 says: %2.</source>
        <translation>%1 表示：%2。</translation>
    </message>
    <message>
        <source>recvmsg() returned four things: %1, ancillary data, flags and an address.</source>
        <translation>recvmsg() 返回四样东西：%1、辅助数据、标志和地址。</translation>
    </message>
    <message>
        <source>MSG_CTRUNC came back: the buffer for ancillary data was too small, and some of it is lost.</source>
        <translation>返回了 MSG_CTRUNC：辅助数据的缓冲区太小，有一部分丢失了。</translation>
    </message>
    <message>
        <source>There was no ancillary data: an option such as IP_PKTINFO has to ask for it before.</source>
        <translation>没有辅助数据：需要事先由 IP_PKTINFO 之类的选项来要求。</translation>
    </message>
    <message>
        <source>Ancillary data tells of the bytes and is none of them.</source>
        <translation>辅助数据是关于这些字节的，但不属于这些字节。</translation>
    </message>
    <message>
        <source>A descriptor received</source>
        <translation>收到一个描述符</translation>
    </message>
    <message>
        <source>With %1 of data came an open descriptor of the peer’s (SCM_RIGHTS): %2.</source>
        <translation>随 %1 数据，来了对端的一个打开的描述符（SCM_RIGHTS）：%2。</translation>
    </message>
    <message>
        <source>The number is new and of this process; the open file behind it is the same as the peer’s.</source>
        <translation>这个编号是新的，属于本进程；它背后的打开文件与对端的相同。</translation>
    </message>
    <message>
        <source>This program looks at it and closes it again.</source>
        <translation>本程序查看它，然后又关闭它。</translation>
    </message>
    <message>
        <source>readline() needed more, so its file object read %1 from the kernel in one large piece.</source>
        <translation>readline() 需要更多数据，所以它的文件对象从内核一次读取了一大块：%1。</translation>
    </message>
    <message>
        <source>The kernel counts them as read, though the program has not got a line yet; recv() on the same socket would miss them.</source>
        <translation>内核认为它们已被读取，而程序还没有得到一行；在同一套接字上调用 recv() 会错过它们。</translation>
    </message>
    <message>
        <source>%1 went to the file %2, from its position %3 on.</source>
        <translation>%1 存入文件 %2，从其位置 %3 开始。</translation>
    </message>
    <message>
        <source>They are not kept in memory as well, so that a large file fits.</source>
        <translation>它们不再同时保留在内存中，这样大文件也放得下。</translation>
    </message>
    <message>
        <source>The sizes of the reads are those of the stream; the file knows no borders.</source>
        <translation>每次读取的大小是流的大小；文件没有边界。</translation>
    </message>
    <message>
        <source>Thrown away • %1</source>
        <translation>已丢弃 • %1</translation>
    </message>
    <message>
        <source>With MSG_TRUNC on a TCP socket, recv() takes bytes and throws them away.</source>
        <translation>在 TCP 套接字上使用 MSG_TRUNC 时，recv() 取走字节并丢弃它们。</translation>
    </message>
    <message>
        <source>The program got only their number, %1; the stream goes on behind them.</source>
        <translation>程序只得到了它们的数目 %1；流在它们之后继续。</translation>
    </message>
    <message>
        <source>With datagrams the same flag means something else: the real size.</source>
        <translation>对数据报来说，同一标志是另一个意思：真实大小。</translation>
    </message>
    <message>
        <source>Nothing to read</source>
        <translation>没有可读取的</translation>
    </message>
    <message>
        <source>%1 returned 0 bytes, because shutdown() closed this direction here.</source>
        <translation>%1 返回 0 字节，因为 shutdown() 在这里关闭了这个方向。</translation>
    </message>
    <message>
        <source>It looks like the end of the stream, but the peer did not end it and was not told.</source>
        <translation>看起来像流的结束，但对端并没有结束它，也没有得到通知。</translation>
    </message>
    <message>
        <source>Looked at • %1</source>
        <translation>已查看 • %1</translation>
    </message>
    <message>
        <source>%1 showed %2 without taking them.</source>
        <translation>%1 显示了 %2，但没有取走它们。</translation>
    </message>
    <message>
        <source>With MSG_PEEK they stay in the kernel: the next read returns the same bytes again.</source>
        <translation>使用 MSG_PEEK 时它们留在内核中：下一次读取再次返回相同的字节。</translation>
    </message>
    <message>
        <source>Programs use it to see what protocol somebody speaks before they decide.</source>
        <translation>程序用它在作出决定之前看看对方说的是什么协议。</translation>
    </message>
    <message>
        <source>A line • %1</source>
        <translation>一行 • %1</translation>
    </message>
    <message>
        <source>readline() returned %1 up to the line feed, out of the program’s own buffer.</source>
        <translation>readline() 从程序自己的缓冲区返回了到换行符为止的 %1。</translation>
    </message>
    <message numerus="yes">
        <source>There %n byte(s) are left: they have left the kernel, but the program has not got them yet.</source>
        <translation>
            <numerusform>那里还剩 %n 字节：它们已离开内核，但程序还没有得到它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left there: the next call has to ask the kernel.</source>
        <translation>那里什么也不剩：下一次调用必须向内核索取。</translation>
    </message>
    <message>
        <source>A stream has no lines; makefile() makes them by reading ahead.</source>
        <translation>流没有行；makefile() 靠预先读取来形成行。</translation>
    </message>
    <message>
        <source>A file begins to be sent</source>
        <translation>开始发送一个文件</translation>
    </message>
    <message>
        <source>%1 is sent from position %2 to its end.</source>
        <translation>%1 从位置 %2 发送到末尾。</translation>
    </message>
    <message>
        <source>It takes as many calls of sendfile() as the send buffer wants; each is a row of its own.</source>
        <translation>发送缓冲区需要多少次，就调用多少次 sendfile()；每次各占一行。</translation>
    </message>
    <message>
        <source>Neither name nor size goes with it: a stream carries only bytes, and a protocol must tell the rest.</source>
        <translation>名称和大小都不会随之发送：流只传送字节，其余的要由协议来告知。</translation>
    </message>
    <message>
        <source>What is received is saved</source>
        <translation>收到的内容被保存</translation>
    </message>
    <message>
        <source>From now on what comes goes to the new file %1.</source>
        <translation>从现在起，到来的内容存入新文件 %1。</translation>
    </message>
    <message>
        <source>The name was chosen here: one that a peer sends is never trusted.</source>
        <translation>名称是在这里选定的：绝不信任对端发来的名称。</translation>
    </message>
    <message>
        <source>The rows then tell sizes and places; the bytes are in the file.</source>
        <translation>之后各行只说明大小和位置；字节在文件中。</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>用时 %1。</translation>
    </message>
    <message>
        <source>The file is sent • %1</source>
        <translation>文件已发送 • %1</translation>
    </message>
    <message>
        <source>That they have arrived is not known by this: the last ones may still be on their way.</source>
        <translation>由此不能得知它们已到达：最后一些可能还在途中。</translation>
    </message>
    <message>
        <source>The file is saved • %1</source>
        <translation>文件已保存 • %1</translation>
    </message>
    <message>
        <source>Whether it is complete only the peer’s protocol can tell; a stream’s end is a common sign.</source>
        <translation>它是否完整，只有对端的协议才能说明；流的结束是常见的标志。</translation>
    </message>
    <message>
        <source>The transfer broke off</source>
        <translation>传输中断</translation>
    </message>
    <message numerus="yes">
        <source>Until then %n byte(s) went.</source>
        <translation>
            <numerusform>在此之前传输了 %n 字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent: %1 from position %2 of the file %3.</source>
        <translation>已发送：文件 %3 中从位置 %2 起的 %1。</translation>
    </message>
    <message>
        <source>A second buffer, in the program itself, now holds %1.</source>
        <translation>现在第二个缓冲区（在程序自身之中）里有 %1。</translation>
    </message>
    <message>
        <source>To be sent: %1 of %2, from position %3.</source>
        <translation>将发送：%2 的 %1，从位置 %3 开始。</translation>
    </message>
    <message>
        <source>The kernel has taken all of %2: %1.</source>
        <translation>内核已接收 %2 的全部内容：%1。</translation>
    </message>
    <message>
        <source>Written to %2: %1.</source>
        <translation>已写入 %2：%1。</translation>
    </message>
</context>
<context>
    <name>bothends::BytesAside</name>
    <message>
        <source>%1 (fits the bytes)</source>
        <translation>%1（与字节相符）</translation>
    </message>
    <message>
        <source>%1 (does not fit the bytes)</source>
        <translation>%1（与字节不符）</translation>
    </message>
    <message>
        <source>Fields of the packet</source>
        <translation>数据包的字段</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Ancillary data that recvmsg() returned</source>
        <translation>recvmsg() 返回的辅助数据</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>bothends::BytesPane</name>
    <message>
        <source>Select a sent or received row: its bytes appear here.</source>
        <translation>选择一个发送行或接收行，这里会显示它的字节。</translation>
    </message>
    <message>
        <source>This row moves no bytes. Select a sent or received row.</source>
        <translation>这一行没有传输字节。请选择一个发送行或接收行。</translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the server sent • %2 byte(s) • %3</source>
        <translation>
            <numerusform>连接 #%1：服务器发送的全部数据 • %2 个字节 • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the client sent • %2 byte(s) • %3</source>
        <translation>
            <numerusform>连接 #%1：客户端发送的全部数据 • %2 个字节 • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the server received • %2 byte(s) • %3</source>
        <translation>
            <numerusform>连接 #%1：服务器收到的全部数据 • %2 个字节 • %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connection #%1: all that the client received • %2 byte(s) • %3</source>
        <translation>
            <numerusform>连接 #%1：客户端收到的全部数据 • %2 个字节 • %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The bytes were in the file %1, which is not there any more.</source>
        <translation>字节在文件 %1 中，但该文件已经不在了。</translation>
    </message>
    <message>
        <source>The bytes are in the file %1, which cannot be read.</source>
        <translation>字节在文件 %1 中，但该文件无法读取。</translation>
    </message>
    <message>
        <source>The bytes were in the file %1, which is shorter now.</source>
        <translation>字节在文件 %1 中，但该文件现在变短了。</translation>
    </message>
    <message>
        <source>The file %1 was changed since: these may be other bytes than those that were sent.</source>
        <translation>文件 %1 之后被修改过：这些字节可能不是当时发送的字节。</translation>
    </message>
    <message>
        <source>These bytes are in the file %1 and are read from there.</source>
        <translation>这些字节在文件 %1 中，从那里读取显示。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were looked at and stay in the kernel: no part of the stream yet</source>
        <translation>
            <numerusform>查看过的 %n 字节，仍留在内核中：还不属于流</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) of a line that came out of the program’s own buffer</source>
        <translation>
            <numerusform>从程序自己的缓冲区取出的一行，%n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that belong to no conversation</source>
        <translation>
            <numerusform>不属于任何会话的 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>datagram %1 of %2</source>
        <translation>第 %1 个数据报，共 %2 个</translation>
    </message>
    <message>
        <source>This datagram is empty: an envelope without a letter, and one datagram all the same.</source>
        <translation>这个数据报是空的：信封里没有信，但仍然是一个数据报。</translation>
    </message>
</context>
<context>
    <name>bothends::CallErrors</name>
    <message>
        <source>The call</source>
        <translation>该调用</translation>
    </message>
    <message>
        <source>Nobody to accept</source>
        <translation>没有可接受的客户端</translation>
    </message>
    <message>
        <source>The accept queue is empty; the tutorial’s accept() would sleep here until a client comes.</source>
        <translation>接受队列是空的；教程中的 accept() 会在这里睡眠，直到有客户端到来。</translation>
    </message>
    <message>
        <source>Nothing to read yet</source>
        <translation>还没有可读取的</translation>
    </message>
    <message>
        <source>%1 does not wait here: nothing has arrived, and a blocking one would sleep until something does.</source>
        <translation>%1 在这里不等待：什么也没有到达，阻塞的调用会睡眠到有数据为止。</translation>
    </message>
    <message>
        <source>No room to write</source>
        <translation>没有写入的空间</translation>
    </message>
    <message>
        <source>The send buffer is full, because the peer does not take what was written; %1 took none of these bytes.</source>
        <translation>发送缓冲区已满，因为对端没有取走已写入的数据；%1 一个字节也没有接收。</translation>
    </message>
    <message>
        <source>The accept queue is full</source>
        <translation>接受队列已满</translation>
    </message>
    <message>
        <source>Where TCP drops the SYN in silence, a local socket says at once that no place is free.</source>
        <translation>TCP 会默默丢弃 SYN，而本地套接字会立即说没有空位。</translation>
    </message>
    <message>
        <source>Still going on</source>
        <translation>仍在进行</translation>
    </message>
    <message>
        <source>This is no failure: %1 does not wait for the end, which comes by itself.</source>
        <translation>这不是失败：%1 不等待结束，结果会自行到来。</translation>
    </message>
    <message>
        <source>Not a listening socket</source>
        <translation>不是监听套接字</translation>
    </message>
    <message>
        <source>accept() takes clients out of a queue that only listen() makes; a socket without it has none.</source>
        <translation>accept() 从队列取出客户端，而只有 listen() 才会建立队列；没有调用它的套接字就没有队列。</translation>
    </message>
    <message>
        <source>It has an address already</source>
        <translation>它已有地址</translation>
    </message>
    <message>
        <source>A socket is bound once in its life; another address needs another socket.</source>
        <translation>套接字一生只绑定一次；另一个地址需要另一个套接字。</translation>
    </message>
    <message>
        <source>A socket is bound once in its life, and this one is %1; connect() and listen() bind, too.</source>
        <translation>套接字一生只绑定一次，这一个是 %1；connect() 和 listen() 也会绑定。</translation>
    </message>
    <message>
        <source>It cannot listen</source>
        <translation>它不能监听</translation>
    </message>
    <message>
        <source>A local socket needs a name before it can listen, and none that has a connection can.</source>
        <translation>本地套接字要先有名称才能监听，已有连接的套接字则不能监听。</translation>
    </message>
    <message>
        <source>The socket has a connection; listening is for one that has none.</source>
        <translation>该套接字有连接；监听是给没有连接的套接字用的。</translation>
    </message>
    <message>
        <source>No connection to read from</source>
        <translation>没有可读取的连接</translation>
    </message>
    <message>
        <source>A local stream socket answers EINVAL where TCP answers ENOTCONN: it has no peer.</source>
        <translation>本地流套接字回答 EINVAL，而 TCP 回答 ENOTCONN：它没有对端。</translation>
    </message>
    <message>
        <source>The call makes no sense now</source>
        <translation>这次调用现在没有意义</translation>
    </message>
    <message>
        <source>%1 was given a value, or came at a moment, that the kernel cannot use.</source>
        <translation>%1 得到的值或调用的时机是内核无法使用的。</translation>
    </message>
    <message>
        <source>In C such a write also sends SIGPIPE, which ends the program if it is not prepared.</source>
        <translation>在 C 中，这样的写入还会发送 SIGPIPE，没有准备的程序会因此结束。</translation>
    </message>
    <message>
        <source>Nothing to send on</source>
        <translation>没有可发送的连接</translation>
    </message>
    <message>
        <source>On Linux, a TCP socket that was never connected answers EPIPE to a write, and ENOTCONN to a read.</source>
        <translation>在 Linux 上，从未连接的 TCP 套接字对写入回答 EPIPE，对读取回答 ENOTCONN。</translation>
    </message>
    <message>
        <source>Sending was finished</source>
        <translation>发送已经结束</translation>
    </message>
    <message>
        <source>This program itself closed the direction with shutdown(), and there is no way back.</source>
        <translation>本程序自己用 shutdown() 关闭了这个方向，无法恢复。</translation>
    </message>
    <message>
        <source>The peer is gone</source>
        <translation>对端已离开</translation>
    </message>
    <message>
        <source>The first write after the peer’s close() still succeeds; its answer to that ends the connection, and the next write finds this.</source>
        <translation>对端 close() 之后的第一次写入仍会成功；对它的回答结束了连接，下一次写入才发现这一点。</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>没有连接</translation>
    </message>
    <message>
        <source>%1 needs a peer: this socket was never connected, or its connection is over.</source>
        <translation>%1 需要对端：该套接字从未连接，或者连接已经结束。</translation>
    </message>
    <message>
        <source>Connected already</source>
        <translation>已经连接</translation>
    </message>
    <message>
        <source>A stream socket has one connection in its life, and a listening one none; connect() does not change that.</source>
        <translation>流套接字一生只有一个连接，监听套接字则没有；connect() 改变不了这一点。</translation>
    </message>
    <message>
        <source>No receiver</source>
        <translation>没有接收者</translation>
    </message>
    <message>
        <source>send() has no argument for an address, and no connect() has noted one.</source>
        <translation>send() 没有地址参数，也没有 connect() 记下过地址。</translation>
    </message>
    <message>
        <source>The descriptor is gone</source>
        <translation>描述符已不存在</translation>
    </message>
    <message>
        <source>After close() the number means nothing, and the next socket may get the same one.</source>
        <translation>close() 之后这个编号没有意义，下一个套接字可能得到同一个编号。</translation>
    </message>
    <message>
        <source>Not for this type of socket</source>
        <translation>不适用于这种套接字</translation>
    </message>
    <message>
        <source>%1 does not exist for a %2.</source>
        <translation>%1 不适用于%2。</translation>
    </message>
    <message>
        <source>The option</source>
        <translation>该选项</translation>
    </message>
    <message>
        <source>No such option</source>
        <translation>没有这个选项</translation>
    </message>
    <message>
        <source>%1 belongs to another protocol or family than this %2.</source>
        <translation>%1 属于与这个%2不同的协议或地址族。</translation>
    </message>
    <message>
        <source>A raw socket needs a privilege</source>
        <translation>原始套接字需要特权</translation>
    </message>
    <message>
        <source>The ping socket needs no privilege, but this group is outside of net.ipv4.ping_group_range.</source>
        <translation>ping 套接字不需要特权，但本用户组不在 net.ipv4.ping_group_range 的范围内。</translation>
    </message>
    <message>
        <source>Who writes packets himself could pose as any program, so CAP_NET_RAW is asked for; the ping socket does without.</source>
        <translation>自己编写数据包的程序可以冒充任何程序，所以要求 CAP_NET_RAW；ping 套接字则不需要。</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>The kernel, or a firewall’s rule, allows %1 only to privileged programs.</source>
        <translation>内核或防火墙规则只允许有特权的程序使用 %1。</translation>
    </message>
    <message>
        <source>Not permitted to send there</source>
        <translation>不允许发送到那里</translation>
    </message>
    <message>
        <source>A datagram to everybody in the network needs the option SO_BROADCAST first, so that it is never sent by mistake.</source>
        <translation>发给网络中所有人的数据报需要先设置 SO_BROADCAST 选项，以免误发。</translation>
    </message>
    <message>
        <source>The path is not permitted</source>
        <translation>不允许使用该路径</translation>
    </message>
    <message>
        <source>A socket’s name obeys the permissions of files: binding writes to the folder, connecting writes to the socket.</source>
        <translation>套接字的名称遵守文件权限：绑定要写入文件夹，连接要写入套接字。</translation>
    </message>
    <message>
        <source>No such socket</source>
        <translation>没有这种套接字</translation>
    </message>
    <message>
        <source>Family, type and protocol are the three arguments of socket(), and not every three go together.</source>
        <translation>地址族、类型和协议是 socket() 的三个参数，并非任意三者都能组合。</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>The machine is there: its kernel answered the SYN with RST, because no socket listens on port %1.</source>
        <translation>那台机器在：它的内核用 RST 回答了 SYN，因为没有套接字监听端口 %1。</translation>
    </message>
    <message>
        <source>Refused, one call late</source>
        <translation>晚一次调用才得知被拒绝</translation>
    </message>
    <message>
        <source>An earlier datagram found no socket at that port, and an ICMP message came back; %1 is only the next call, and brings the news.</source>
        <translation>之前的一个数据报在那个端口没有找到套接字，于是返回了 ICMP 消息；%1 只是下一次调用，带来了这个消息。</translation>
    </message>
    <message>
        <source>Only a socket that called connect() is told; others never learn of it.</source>
        <translation>只有调用过 connect() 的套接字才会得知；其他的永远不知道。</translation>
    </message>
    <message>
        <source>The name is there, but no socket listens behind it: the file outlived its server, or it has not called listen().</source>
        <translation>名称存在，但背后没有套接字在监听：文件比服务器存在得更久，或者服务器还没有调用 listen() 函数。</translation>
    </message>
    <message>
        <source>The name is taken</source>
        <translation>名称已被占用</translation>
    </message>
    <message>
        <source>bind() makes a new file and never takes one that is there; somebody listens on this one.</source>
        <translation>bind() 会建立新文件，绝不占用已有的文件；有程序在这个名称上监听。</translation>
    </message>
    <message>
        <source>Datagram too large</source>
        <translation>数据报太大</translation>
    </message>
    <message>
        <source>An IP packet has at most 65,535 bytes with its headers, and a datagram is never split by the socket; nothing was sent.</source>
        <translation>一个 IP 数据包连同头部最多 65,535 字节，套接字从不拆分数据报；什么也没有发送。</translation>
    </message>
    <message>
        <source>A local datagram must fit into the send buffer as a whole; nothing was sent.</source>
        <translation>本地数据报必须整个放进发送缓冲区；什么也没有发送。</translation>
    </message>
    <message>
        <source>No buffers</source>
        <translation>没有缓冲区</translation>
    </message>
    <message>
        <source>The kernel’s memory for packets on their way out is used up at the moment.</source>
        <translation>内核用于待发数据包的内存目前已用完。</translation>
    </message>
    <message>
        <source>The path is too long</source>
        <translation>路径太长</translation>
    </message>
    <message>
        <source>The address of a local socket has 108 bytes for it, and the last one is a zero (unix(7)); a Chinese character takes three.</source>
        <translation>本地套接字的地址为它留有 108 字节，最后一个是零（unix(7)）；一个汉字占三个字节。</translation>
    </message>
    <message>
        <source>The folder is missing</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>bind() makes the socket’s file and nothing else; folders have to be there.</source>
        <translation>bind() 只建立套接字的文件；文件夹必须已经存在。</translation>
    </message>
    <message>
        <source>No socket at that path</source>
        <translation>该路径处没有套接字</translation>
    </message>
    <message>
        <source>No file has that name: the server has not called bind() yet, or has removed its file.</source>
        <translation>没有这个名称的文件：服务器还没有调用 bind()，或者已删除它的文件。</translation>
    </message>
    <message>
        <source>A file that was left over</source>
        <translation>遗留的文件</translation>
    </message>
    <message>
        <source>close() does not remove a socket’s file; the next bind() finds it and fails, although nobody uses it.</source>
        <translation>close() 不会删除套接字的文件；下一次 bind() 遇到它就会失败，尽管没有人在用。</translation>
    </message>
    <message>
        <source>Not a socket</source>
        <translation>不是套接字</translation>
    </message>
    <message>
        <source>At that path is something else, a file or a folder, and it is left alone.</source>
        <translation>该路径处是别的东西，文件或文件夹，它保持不变。</translation>
    </message>
    <message>
        <source>Another type of socket</source>
        <translation>另一种套接字</translation>
    </message>
    <message>
        <source>A name belongs to one socket of one type; this one is a %1.</source>
        <translation>一个名称属于一种类型的一个套接字；这一个是%1。</translation>
    </message>
    <message>
        <source>Not offered here</source>
        <translation>这里不提供</translation>
    </message>
    <message>
        <source>The kernel was not asked: the engine of this endpoint makes its calls itself.</source>
        <translation>没有询问内核：该端点的引擎自己进行调用。</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Nothing of it was sent, so the peer notices nothing.</source>
        <translation>没有发送它的任何内容，所以对端察觉不到。</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>What the peer sends is shown here as before; it is only not saved.</source>
        <translation>对端发送的内容照常显示在这里；只是没有保存。</translation>
    </message>
    <message>
        <source>The file exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>A file that is there is never replaced unasked: it may be somebody’s work.</source>
        <translation>未经要求绝不替换已有的文件：那可能是别人的成果。</translation>
    </message>
    <message>
        <source>The file became shorter</source>
        <translation>文件变短了</translation>
    </message>
    <message>
        <source>Another program cut it meanwhile; the peer got %1, and cannot tell that more was meant.</source>
        <translation>期间另一个程序截短了它；对端得到了 %1，并不知道原本还有更多。</translation>
    </message>
    <message>
        <source>An empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>A stream carries only bytes: of a file without one, the peer would see nothing at all.</source>
        <translation>流只传送字节：没有字节的文件，对端什么也看不到。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Reading pauses: the bytes wait in the kernel, whose full buffer stops the peer, so none is lost.</source>
        <translation>读取暂停：字节留在内核中，缓冲区满了对端就会停下，所以不会丢失。</translation>
    </message>
    <message>
        <source>Transfer cancelled</source>
        <translation>传输已取消</translation>
    </message>
    <message>
        <source>The peer got a part and cannot tell that it is one: only a protocol could say so.</source>
        <translation>对端得到了一部分，却不知道那只是一部分：只有协议才能说明。</translation>
    </message>
    <message>
        <source>The system refused</source>
        <translation>系统拒绝了</translation>
    </message>
    <message>
        <source>%1 failed for a reason that is rare enough to have no words of its own here.</source>
        <translation>%1 因为一个很少见的原因而失败，这里没有专门的说明。</translation>
    </message>
    <message>
        <source>The quota is exhausted</source>
        <translation>磁盘配额已用尽</translation>
    </message>
</context>
<context>
    <name>bothends::CallExplanations</name>
    <message>
        <source>The %1 called socket(%2): the kernel made a socket and nothing else.</source>
        <translation>%1调用了 socket(%2)：内核只建立了一个套接字。</translation>
    </message>
    <message>
        <source>The %1 called socket(%2) and got descriptor %3; nothing else happened.</source>
        <translation>%1调用了 socket(%2)，得到描述符 %3；此外什么也没有发生。</translation>
    </message>
    <message>
        <source>A TCP socket, by itself</source>
        <translation>单独的一个 TCP 套接字</translation>
    </message>
    <message>
        <source>It has no address and no peer, and no packet has been sent.</source>
        <translation>它没有地址，也没有对端，没有发送任何数据包。</translation>
    </message>
    <message>
        <source>A server goes on with bind(), listen() and accept().</source>
        <translation>服务器接着调用 bind()，listen() 和 accept() 函数。</translation>
    </message>
    <message>
        <source>A client goes on with connect(); bind() before it is not needed.</source>
        <translation>客户端接着调用 connect()；之前不需要 bind() 调用。</translation>
    </message>
    <message>
        <source>A UDP socket</source>
        <translation>一个 UDP 套接字</translation>
    </message>
    <message>
        <source>Datagrams are envelopes: each is sent, lost or received as a whole, and there is no connection.</source>
        <translation>数据报就像信封：每个都整个地发送、丢失或收到，没有连接。</translation>
    </message>
    <message>
        <source>With bind() it can receive; there is no listen() and no accept().</source>
        <translation>有了 bind() 它就能接收；没有 listen()，也没有 accept() 函数。</translation>
    </message>
    <message>
        <source>It may send at once with sendto(); the system then gives it a port.</source>
        <translation>它可以立即用 sendto() 发送；系统随即给它一个端口。</translation>
    </message>
    <message>
        <source>A local stream socket</source>
        <translation>一个本地流套接字</translation>
    </message>
    <message>
        <source>It connects programs on this machine only: a name instead of an address, and no port.</source>
        <translation>它只连接本机上的程序：用名称代替地址，没有端口。</translation>
    </message>
    <message>
        <source>Otherwise it works as TCP does, without packets: the kernel copies bytes from one end to the other.</source>
        <translation>除此之外它与 TCP 一样工作，但没有数据包：内核把字节从一端复制到另一端。</translation>
    </message>
    <message>
        <source>A local datagram socket</source>
        <translation>一个本地数据报套接字</translation>
    </message>
    <message>
        <source>Its datagrams keep their borders as with UDP, but on one machine none is lost or overtaken: a full buffer makes the sender wait.</source>
        <translation>它的数据报像 UDP 一样保留边界，但在同一台机器上不会丢失，也不会超前：缓冲区满了发送者就要等待。</translation>
    </message>
    <message>
        <source>Whoever wants an answer needs a name of its own, by bind().</source>
        <translation>想得到回答的一方需要用 bind() 给自己一个名称。</translation>
    </message>
    <message>
        <source>A raw socket</source>
        <translation>一个原始套接字</translation>
    </message>
    <message>
        <source>It goes past TCP and UDP: the program writes the ICMP message itself and sees every ICMP packet that this machine receives.</source>
        <translation>它绕过 TCP 和 UDP：程序自己编写 ICMP 消息，并能看到本机收到的每个 ICMP 数据包。</translation>
    </message>
    <message>
        <source>That is why the kernel gives it only to programs with CAP_NET_RAW.</source>
        <translation>所以内核只把它给有 CAP_NET_RAW 的程序。</translation>
    </message>
    <message>
        <source>A ping socket</source>
        <translation>一个 ping 套接字</translation>
    </message>
    <message>
        <source>It can send echo requests and gets only the replies to them, so it needs no privilege.</source>
        <translation>它可以发送回显请求，并且只收到对这些请求的回答，所以不需要特权。</translation>
    </message>
    <message>
        <source>Who may have one is set in net.ipv4.ping_group_range; the kernel fills in identifier and checksum.</source>
        <translation>谁可以拥有它由 net.ipv4.ping_group_range 设定；标识符和校验和由内核填写。</translation>
    </message>
    <message>
        <source>A socket that was handed over</source>
        <translation>交接来的套接字</translation>
    </message>
    <message>
        <source>Another program made this socket and the calls on it, and passed the descriptor on.</source>
        <translation>另一个程序建立了这个套接字并进行了调用，然后交出了描述符。</translation>
    </message>
    <message>
        <source>What they led to, the kernel was asked.</source>
        <translation>这些调用的结果已向内核询问。</translation>
    </message>
    <message>
        <source>What they led to, the kernel was asked: %1.</source>
        <translation>这些调用的结果已向内核询问：%1。</translation>
    </message>
    <message>
        <source>Socket activation works like this: the service is started when somebody connects.</source>
        <translation>套接字激活就是这样工作的：有人连接时才启动服务。</translation>
    </message>
    <message>
        <source>Bound to %1</source>
        <translation>已绑定到 %1</translation>
    </message>
    <message>
        <source>bind() gave the socket the address %1 and did nothing more.</source>
        <translation>bind() 给了套接字地址 %1，此外什么也没做。</translation>
    </message>
    <message>
        <source>The port is taken, but not open: the kernel answers whoever connects with RST, until listen().</source>
        <translation>端口已被占用，但没有开放：在 listen() 之前，内核用 RST 回答连接者。</translation>
    </message>
    <message>
        <source>A second bind() would fail with EINVAL: an address is for life.</source>
        <translation>第二次 bind() 会以 EINVAL 失败：地址是终身的。</translation>
    </message>
    <message>
        <source>The client chose its own end, %1, before connect().</source>
        <translation>客户端在 connect() 之前选择了自己的一端 %1。</translation>
    </message>
    <message>
        <source>Most clients do not: connect() takes any free port.</source>
        <translation>大多数客户端不这样做：connect() 会取任意空闲端口。</translation>
    </message>
    <message>
        <source>A fixed one helps where a firewall wants it; after a close of ours it may be held in TIME_WAIT for 60 s.</source>
        <translation>防火墙有要求时固定端口有用；我们关闭之后它可能在 TIME_WAIT 中保留 60 秒。</translation>
    </message>
    <message>
        <source>The socket has the address %1, and datagrams for it are kept from now on.</source>
        <translation>套接字有了地址 %1，从现在起为它保留到达的数据报。</translation>
    </message>
    <message>
        <source>With datagrams bind() is all: there is no listen(), and nobody has to be accepted.</source>
        <translation>对数据报来说有 bind() 就够了：没有 listen()，也不需要接受任何人。</translation>
    </message>
    <message>
        <source>This is a loopback address: only programs on this machine can send.</source>
        <translation>这是环回地址：只有本机上的程序能发送。</translation>
    </message>
    <message>
        <source>Whoever can reach this address may send to it.</source>
        <translation>能到达这个地址的人都可以向它发送。</translation>
    </message>
    <message>
        <source>The socket has the name %1, and a file of the type socket is there now.</source>
        <translation>套接字有了名称 %1，那里现在有一个套接字类型的文件。</translation>
    </message>
    <message>
        <source>The name is no place for bytes: it is only how others find the socket, with the permissions of the file.</source>
        <translation>名称不是存放字节的地方：别人只是靠它找到套接字，并受文件权限约束。</translation>
    </message>
    <message>
        <source>close() does not remove it: a file that is left over makes the next bind() fail with EADDRINUSE.</source>
        <translation>close() 不会删除它：遗留的文件会使下一次 bind() 以 EADDRINUSE 失败。</translation>
    </message>
    <message>
        <source>The socket has the name %1 in the abstract namespace of Linux.</source>
        <translation>套接字在 Linux 的抽象命名空间中有了名称 %1。</translation>
    </message>
    <message>
        <source>There is no file: the name begins with a zero byte, written here as @.</source>
        <translation>没有文件：名称以一个零字节开头，这里写作 @ 符号。</translation>
    </message>
    <message>
        <source>It vanishes with the socket, so nothing can be left over, but no file permission protects it either.</source>
        <translation>它随套接字一起消失，所以不会遗留什么，但也没有文件权限保护它。</translation>
    </message>
    <message>
        <source>Listening again</source>
        <translation>再次监听</translation>
    </message>
    <message>
        <source>The socket listened already; this call only changed the backlog from %1 to %2.</source>
        <translation>该套接字本来就在监听；这次调用只把积压上限从 %1 改为 %2。</translation>
    </message>
    <message numerus="yes">
        <source>Now %n client(s) may wait for accept(), as Linux admits one more.</source>
        <translation>
            <numerusform>现在最多 %n 个客户端可以等待 accept()，因为 Linux 会多容纳一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever waits in the queue already stays there, even if it got smaller.</source>
        <translation>已在队列中等待的留在那里，即使队列变小了。</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>正在 %1 上监听</translation>
    </message>
    <message>
        <source>There was no bind() before, so the system chose port %1 by itself.</source>
        <translation>之前没有 bind()，所以系统自己选择了端口 %1。</translation>
    </message>
    <message>
        <source>It is open on every interface, but no client can know the number.</source>
        <translation>它在每个接口上都开放，但没有客户端能知道这个号码。</translation>
    </message>
    <message numerus="yes">
        <source>The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.</source>
        <translation>
            <numerusform>积压上限是 %1，Linux 会多容纳一个：接受队列容得下 %n 个客户端。</numerusform>
        </translation>
    </message>
    <message>
        <source>From now on programs on this machine can connect to %1.</source>
        <translation>从现在起，本机上的程序可以连接到 %1。</translation>
    </message>
    <message>
        <source>Unlike TCP, a full queue says so: connect() fails with EAGAIN or waits, and nothing is sent again.</source>
        <translation>与 TCP 不同，队列满了会说出来：connect() 以 EAGAIN 失败或者等待，不会重新发送什么。</translation>
    </message>
    <message>
        <source>Client accepted as connection #%1</source>
        <translation>客户端已接受为连接 #%1</translation>
    </message>
    <message>
        <source>The listening socket goes on; this client has a socket of its own.</source>
        <translation>监听套接字继续监听；这个客户端有自己的套接字。</translation>
    </message>
    <message>
        <source>The listening socket goes on; this client has a socket of its own, with descriptor %1.</source>
        <translation>监听套接字继续监听；这个客户端有自己的套接字，描述符为 %1。</translation>
    </message>
    <message>
        <source>accept() took the client at %1 out of the accept queue.</source>
        <translation>accept() 从接受队列取出了位于 %1 的客户端。</translation>
    </message>
    <message>
        <source>The kernel had completed the handshake before: accept() sends nothing, and the client does not notice it.</source>
        <translation>内核之前已完成握手：accept() 不发送任何内容，客户端也察觉不到。</translation>
    </message>
    <message>
        <source>An IPv4 client, %1, at a socket that listens on IPv6.</source>
        <translation>在 IPv6 上监听的套接字接受了一个 IPv4 客户端：%1。</translation>
    </message>
    <message>
        <source>Such a socket is dual-stack: to the program the address looks like ::ffff:%1, an IPv6 address that stands for an IPv4 one (RFC 4291 §2.5.5.2).</source>
        <translation>这样的套接字是双栈的：对程序来说地址像是 ::ffff:%1，即代表 IPv4 地址的 IPv6 地址（RFC 4291 §2.5.5.2）。</translation>
    </message>
    <message>
        <source>With IPV6_V6ONLY set before bind() it would take IPv6 clients only, and this one would be refused.</source>
        <translation>如果在 bind() 之前设置 IPV6_V6ONLY，它只接受 IPv6 客户端，这一个会被拒绝。</translation>
    </message>
    <message>
        <source>A client on this machine came out of the accept queue of %1.</source>
        <translation>本机上的一个客户端从 %1 的接受队列中出来。</translation>
    </message>
    <message>
        <source>It has no name, as most clients; %1 is the number of its inode, by which it is recognised here.</source>
        <translation>像大多数客户端一样它没有名称；%1 是它的 inode 编号，这里靠它来识别。</translation>
    </message>
    <message>
        <source>Its name is %1, because it called bind() before connect().</source>
        <translation>它的名称是 %1，因为它在 connect() 之前调用了 bind() 函数。</translation>
    </message>
    <message>
        <source>Who it is, the kernel tells reliably: SO_PEERCRED has the process, user and group of the other end.</source>
        <translation>对方是谁，内核会可靠地告知：SO_PEERCRED 给出另一端的进程、用户和组。</translation>
    </message>
    <message>
        <source>A new conversation, #%1</source>
        <translation>新的会话 #%1</translation>
    </message>
    <message>
        <source>A datagram came from %1, an address that had not sent before.</source>
        <translation>来了一个数据报，来自之前没有发送过的地址 %1。</translation>
    </message>
    <message>
        <source>There is no connection: the number is this program’s, for the pair of the two addresses.</source>
        <translation>没有连接：这个编号是本程序给这一对地址的。</translation>
    </message>
    <message>
        <source>All clients share the one socket of the server.</source>
        <translation>所有客户端共用服务器的一个套接字。</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>正在连接 %1</translation>
    </message>
    <message>
        <source>The socket’s own end is %1 from now on.</source>
        <translation>从现在起，套接字自己的一端是 %1。</translation>
    </message>
    <message>
        <source>On loopback the handshake is usually over before the call returns, and the answer is EINPROGRESS all the same.</source>
        <translation>在环回上，握手通常在调用返回之前就已完成，回答却仍是 EINPROGRESS。</translation>
    </message>
    <message>
        <source>SYN, SYN-ACK and ACK take one round trip through the network.</source>
        <translation>SYN、SYN-ACK 和 ACK 在网络中需要一个往返。</translation>
    </message>
    <message>
        <source>connect() sent a SYN to %1 and did not wait: the answer was EINPROGRESS.</source>
        <translation>connect() 向 %1 发送了 SYN，没有等待：回答是 EINPROGRESS。</translation>
    </message>
    <message>
        <source>When the socket becomes writable it is decided, and SO_ERROR tells how; Python’s blocking connect() sleeps until then.</source>
        <translation>套接字变为可写时就有了结果，由 SO_ERROR 告知；Python 的阻塞 connect() 会睡眠到那时。</translation>
    </message>
    <message>
        <source>connect_ex() returned %1; 0 stands for success.</source>
        <translation>connect_ex() 返回了 %1；0 表示成功。</translation>
    </message>
    <message>
        <source>connect_ex() returned %1, which is %2.</source>
        <translation>connect_ex() 返回了 %1，即 %2。</translation>
    </message>
    <message>
        <source>It is connect() with the error as a number instead of an exception, so a loop can go on without try.</source>
        <translation>它就是 connect()，只是以数字给出错误而不抛出异常，循环不用 try 就能继续。</translation>
    </message>
    <message>
        <source>The number is no failure yet: the signal that follows decides.</source>
        <translation>这个数字还不是失败：结果由随后的信号决定。</translation>
    </message>
    <message>
        <source>The client asked the kernel for the socket named %1.</source>
        <translation>客户端向内核请求名为 %1 的套接字。</translation>
    </message>
    <message>
        <source>There is no handshake: the kernel joins the two ends within the call, so the answer is final.</source>
        <translation>没有握手：内核在调用之中就把两端连在一起，所以回答就是最终结果。</translation>
    </message>
    <message>
        <source>This end has no name; %1 is the number of its inode.</source>
        <translation>这一端没有名称；%1 是它的 inode 编号。</translation>
    </message>
    <message>
        <source>Peer noted: %1</source>
        <translation>已记下对端：%1</translation>
    </message>
    <message>
        <source>connect() on a datagram socket sends nothing, and nobody has to be there.</source>
        <translation>在数据报套接字上，connect() 不发送任何内容，对方也不必存在。</translation>
    </message>
    <message>
        <source>The kernel only notes %1: send() goes there, and datagrams of others are not let in.</source>
        <translation>内核只是记下 %1：send() 发往那里，其他人的数据报不再放入。</translation>
    </message>
    <message>
        <source>Only such a socket learns that nobody listens there: the refusal comes back with the next call.</source>
        <translation>只有这样的套接字才会得知那里没有人监听：拒绝会随下一次调用返回。</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>已连接到 %1</translation>
    </message>
    <message>
        <source>The socket became writable, and SO_ERROR was 0: connected.</source>
        <translation>套接字变为可写，SO_ERROR 是 0：已连接。</translation>
    </message>
    <message>
        <source>The socket became writable %1 after connect(), and SO_ERROR was 0: connected.</source>
        <translation>套接字在 connect() 之后 %1 变为可写，SO_ERROR 是 0：已连接。</translation>
    </message>
    <message>
        <source>That is what Qt’s signal connected() and Python’s return from connect() rest on.</source>
        <translation>Qt 的信号 connected() 和 Python 的 connect() 返回都以此为依据。</translation>
    </message>
    <message>
        <source>The client may write at once: the kernel keeps its bytes, even before the server has called accept().</source>
        <translation>客户端可以立即写入：即使服务器还没有调用 accept()，内核也会保留它的字节。</translation>
    </message>
    <message>
        <source>The two ends are joined: what one writes the kernel puts into the buffer of the other.</source>
        <translation>两端已连在一起：一端写入的内容由内核放入另一端的缓冲区。</translation>
    </message>
    <message>
        <source>The client may write at once, even before the server has called accept().</source>
        <translation>客户端可以立即写入，即使服务器还没有调用 accept() 函数。</translation>
    </message>
    <message>
        <source>No packet is sent for it, and no port is used.</source>
        <translation>为此不发送数据包，也不使用端口。</translation>
    </message>
    <message>
        <source>SO_REUSEADDR lets bind() take a port that is only held in TIME_WAIT: servers set it.</source>
        <translation>SO_REUSEADDR 让 bind() 可以使用仅被 TIME_WAIT 占用的端口：服务器都会设置它。</translation>
    </message>
    <message>
        <source>SO_REUSEPORT lets several sockets bind the same port; the kernel spreads the clients.</source>
        <translation>SO_REUSEPORT 让多个套接字绑定同一端口；内核会分配客户端。</translation>
    </message>
    <message>
        <source>SO_LINGER says how long close() waits for unsent bytes; with 0 s it sends RST instead.</source>
        <translation>SO_LINGER 规定 close() 为未发送的字节等待多久；为 0 秒时改为发送 RST。</translation>
    </message>
    <message>
        <source>SO_RCVBUF is the room for what has arrived and is not read; with TCP it limits the window.</source>
        <translation>SO_RCVBUF 是已到达而未读取的数据的空间；对 TCP 来说它限制窗口。</translation>
    </message>
    <message>
        <source>SO_SNDBUF is the room for what is written and not acknowledged; a small one makes send() partial.</source>
        <translation>SO_SNDBUF 是已写入而未确认的数据的空间；较小时 send() 会只发送一部分。</translation>
    </message>
    <message>
        <source>SO_KEEPALIVE lets the kernel ask a silent peer now and then whether it is still there.</source>
        <translation>SO_KEEPALIVE 让内核不时询问沉默的对端是否还在。</translation>
    </message>
    <message>
        <source>TCP_KEEPIDLE is the silence in seconds before the first such question.</source>
        <translation>TCP_KEEPIDLE 是第一次这样询问之前的沉默秒数。</translation>
    </message>
    <message>
        <source>TCP_KEEPINTVL is the time in seconds between two such questions.</source>
        <translation>TCP_KEEPINTVL 是两次这样询问之间的秒数。</translation>
    </message>
    <message>
        <source>TCP_KEEPCNT is how many unanswered questions end the connection with ETIMEDOUT.</source>
        <translation>TCP_KEEPCNT 是多少次询问没有回答就以 ETIMEDOUT 结束连接。</translation>
    </message>
    <message>
        <source>TCP_NODELAY switches off Nagle’s algorithm, which holds back small writes while others are unacknowledged.</source>
        <translation>TCP_NODELAY 关闭 Nagle 算法；该算法在还有未确认的数据时会扣住小的写入。</translation>
    </message>
    <message>
        <source>TCP_USER_TIMEOUT is how many milliseconds written bytes may stay unacknowledged before the connection ends.</source>
        <translation>TCP_USER_TIMEOUT 是已写入的字节可以未被确认多少毫秒，超过就结束连接。</translation>
    </message>
    <message>
        <source>IPV6_V6ONLY decides whether an IPv6 socket takes IPv4 clients, too, as ::ffff: addresses.</source>
        <translation>IPV6_V6ONLY 决定 IPv6 套接字是否也接受 IPv4 客户端（以 ::ffff: 地址的形式）。</translation>
    </message>
    <message>
        <source>SO_BROADCAST permits datagrams to a broadcast address; without it sendto() fails with EACCES.</source>
        <translation>SO_BROADCAST 允许向广播地址发送数据报；没有它 sendto() 会以 EACCES 失败。</translation>
    </message>
    <message>
        <source>From now on datagrams to this group address are let in, too.</source>
        <translation>从现在起，发往这个组地址的数据报也会放入。</translation>
    </message>
    <message>
        <source>Datagrams to this group address are no longer let in.</source>
        <translation>发往这个组地址的数据报不再放入。</translation>
    </message>
    <message>
        <source>It is how many routers a multicast datagram may pass; 1 stays in this network.</source>
        <translation>它是组播数据报可以经过多少个路由器；1 表示留在本网络内。</translation>
    </message>
    <message>
        <source>It decides whether this machine gets its own multicast datagrams back.</source>
        <translation>它决定本机是否收到自己发出的组播数据报。</translation>
    </message>
    <message>
        <source>It is how many routers a packet may pass before it is thrown away.</source>
        <translation>它是数据包在被丢弃之前可以经过多少个路由器。</translation>
    </message>
    <message>
        <source>It asks for ancillary data: recvmsg() then tells to which address and interface a datagram came.</source>
        <translation>它要求辅助数据：之后 recvmsg() 会告知数据报到达哪个地址和接口。</translation>
    </message>
    <message>
        <source>It asks for ancillary data: recvmsg() then tells the TTL with which a datagram arrived.</source>
        <translation>它要求辅助数据：之后 recvmsg() 会告知数据报到达时的 TTL 值。</translation>
    </message>
    <message>
        <source>It asks for ancillary data: recvmsg() then tells when the kernel received a datagram.</source>
        <translation>它要求辅助数据：之后 recvmsg() 会告知内核何时收到数据报。</translation>
    </message>
    <message>
        <source>It asks for ancillary data: recvmsg() then tells how many datagrams were dropped so far.</source>
        <translation>它要求辅助数据：之后 recvmsg() 会告知至今丢弃了多少个数据报。</translation>
    </message>
    <message>
        <source>It asks for ancillary data: recvmsg() then tells process, user and group of the sender.</source>
        <translation>它要求辅助数据：之后 recvmsg() 会告知发送者的进程、用户和组。</translation>
    </message>
    <message>
        <source>SO_PEERCRED tells process, user and group that the peer had when it connected; nobody can forge them.</source>
        <translation>SO_PEERCRED 告知对端连接时的进程、用户和组；没有人能伪造。</translation>
    </message>
    <message>
        <source>SO_ERROR is the error that waits for the program, 0 for none; reading it clears it.</source>
        <translation>SO_ERROR 是等待程序处理的错误，0 表示没有；读取后即清除。</translation>
    </message>
    <message>
        <source>SO_TYPE is the second argument that socket() was given.</source>
        <translation>SO_TYPE 是 socket() 的第二个参数。</translation>
    </message>
    <message>
        <source>Options change how the kernel treats a socket.</source>
        <translation>选项改变内核对待套接字的方式。</translation>
    </message>
    <message>
        <source>Option %1</source>
        <translation>选项 %1</translation>
    </message>
    <message>
        <source>setsockopt() was taken as asked: the kernel says %1 now.</source>
        <translation>setsockopt() 按要求生效：内核现在给出 %1。</translation>
    </message>
    <message>
        <source>setsockopt() was taken; this option cannot be read back.</source>
        <translation>setsockopt() 已生效；这个选项不能读回。</translation>
    </message>
    <message>
        <source>The kernel has limits of its own; what getsockopt() says is what counts.</source>
        <translation>内核有自己的限制；以 getsockopt() 给出的为准。</translation>
    </message>
    <message>
        <source>Linux doubles the size of a buffer, because it keeps its own bookkeeping in there, too.</source>
        <translation>Linux 会把缓冲区大小加倍，因为它自己的管理数据也放在其中。</translation>
    </message>
    <message>
        <source>Linux doubles the size of a buffer, within a smallest value and the system’s largest.</source>
        <translation>Linux 会把缓冲区大小加倍，但不小于最小值，也不大于系统的最大值。</translation>
    </message>
    <message>
        <source>%1 was asked for, and the kernel made %2 of it.</source>
        <translation>要求的是 %1，内核将其变为 %2。</translation>
    </message>
    <message>
        <source>getsockopt() asked the kernel, and it says %1.</source>
        <translation>getsockopt() 询问了内核，它给出 %1。</translation>
    </message>
    <message>
        <source>Into accept()</source>
        <translation>进入 accept() 调用</translation>
    </message>
    <message>
        <source>The thread of the tutorial’s loop called accept() on %1, and it has not returned.</source>
        <translation>教程循环的线程在 %1 上调用了 accept()，它还没有返回。</translation>
    </message>
    <message>
        <source>It returns when a client comes; until then this thread does nothing else.</source>
        <translation>有客户端到来时它才返回；在此之前这个线程不做别的事。</translation>
    </message>
    <message>
        <source>The window is alive because it has a thread of its own; a program of one thread would stand still.</source>
        <translation>窗口仍有响应，因为它有自己的线程；只有一个线程的程序会停在那里。</translation>
    </message>
    <message>
        <source>Into %1()</source>
        <translation>进入 %1() 调用</translation>
    </message>
    <message>
        <source>The thread of the tutorial’s loop waits for bytes of %1, and for nothing else.</source>
        <translation>教程循环的线程在等待 %1 的字节，不等别的。</translation>
    </message>
    <message>
        <source>Other clients connect meanwhile, because the kernel does that; they wait in the accept queue.</source>
        <translation>期间其他客户端照样连接，因为那是内核的事；它们在接受队列中等待。</translation>
    </message>
    <message>
        <source>A server that is driven by signals would serve them now.</source>
        <translation>由信号驱动的服务器现在就会为它们服务。</translation>
    </message>
    <message>
        <source>Into a blocking call</source>
        <translation>进入阻塞调用</translation>
    </message>
    <message>
        <source>The thread went into a call that has not returned.</source>
        <translation>线程进入了一个尚未返回的调用。</translation>
    </message>
    <message>
        <source>The thread went into %1(), which has not returned.</source>
        <translation>线程进入了 %1()，它还没有返回。</translation>
    </message>
    <message>
        <source>Until it returns, this thread does nothing else.</source>
        <translation>在它返回之前，这个线程不做别的事。</translation>
    </message>
    <message>
        <source>The thread sleeps</source>
        <translation>线程在睡眠</translation>
    </message>
    <message>
        <source>The kernel reports state %1 for thread %2: it sleeps and uses no processor.</source>
        <translation>内核报告线程 %2 的状态为 %1：它在睡眠，不占用处理器。</translation>
    </message>
    <message>
        <source>The kernel reports that the thread sleeps and uses no processor.</source>
        <translation>内核报告该线程在睡眠，不占用处理器。</translation>
    </message>
    <message>
        <source>It is in the system call %1 and waits in the kernel’s function %2.</source>
        <translation>它在系统调用 %1 中，等在内核函数 %2 处。</translation>
    </message>
    <message>
        <source>This is blocking: the call returns only when what it waits for has come.</source>
        <translation>这就是阻塞：只有等待的事情发生了，调用才返回。</translation>
    </message>
    <message>
        <source>The thread runs</source>
        <translation>线程在运行</translation>
    </message>
    <message>
        <source>The kernel reports that thread %1 runs: its call has returned.</source>
        <translation>内核报告线程 %1 在运行：它的调用已返回。</translation>
    </message>
    <message>
        <source>It serves one client now, and nobody is in accept() meanwhile.</source>
        <translation>它现在为一个客户端服务，期间没有人在 accept() 中。</translation>
    </message>
</context>
<context>
    <name>bothends::CaptureTexts</name>
    <message numerus="yes">
        <source>%n packet(s) of other protocols</source>
        <translation>
            <numerusform>%n 个其他协议的数据包</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragment(s) without a header</source>
        <translation>
            <numerusform>%n 个没有首部的分片</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <extracomment>Between parts of a list</extracomment>
        <translation>未列出：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged packet(s), or cut within their headers</source>
        <translation>
            <numerusform>%n 个已损坏或首部被截断的数据包</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ClientPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>C&amp;onnections (%1)</source>
        <translation>连接(&amp;X)：%1</translation>
    </message>
    <message>
        <source>Use a ping socket instead</source>
        <translation>改用 ping 套接字</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>A path or an @abstract name that the client is bound to. To a client without a name no datagram can be sent.</source>
        <translation>客户端绑定到的路径或 @抽象名称。没有名称的客户端收不到任何数据报。</translation>
    </message>
    <message>
        <source>any address</source>
        <translation>任意地址</translation>
    </message>
    <message>
        <source>The address of this machine that the client is bound to.</source>
        <translation>客户端绑定到的本机地址。</translation>
    </message>
    <message>
        <source>any free port</source>
        <translation>任意空闲端口</translation>
    </message>
    <message>
        <source>What the client is bound to before it connects: a port, an address, or both, such as 127.0.0.1:40000.</source>
        <translation>客户端连接之前绑定到的位置：端口、地址或两者，例如 127.0.0.1:40000。</translation>
    </message>
</context>
<context>
    <name>bothends::CodePane</name>
    <message>
        <source>Line %1 is the selected row.</source>
        <translation>第 %1 行对应所选的行。</translation>
    </message>
    <message>
        <source>Lines %1 to %2 are the selected row.</source>
        <translation>第 %1 行到第 %2 行对应所选的行。</translation>
    </message>
    <message>
        <source>Language of the code</source>
        <translation>代码的语言</translation>
    </message>
    <message>
        <source>The selected row as code</source>
        <translation>所选行对应的代码</translation>
    </message>
    <message>
        <source>Select a row to see the line of code that does the same.</source>
        <translation>选择一行，查看作用相同的代码。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the program</source>
        <translation>复制程序</translation>
    </message>
    <message>
        <source>Copies the whole program; it runs as it stands.</source>
        <translation>复制整个程序，可以直接运行。</translation>
    </message>
</context>
<context>
    <name>bothends::CodeTexts</name>
    <message>
        <source>Qt has no call for it</source>
        <translation>Qt 没有对应的调用</translation>
    </message>
    <message>
        <source>abort() alone sends FIN when nothing is unread</source>
        <translation>没有未读数据时，单独的 abort() 只发送 FIN</translation>
    </message>
    <message>
        <source>Qt closes its own direction, too</source>
        <translation>Qt 也会关闭自己的发送方向</translation>
    </message>
    <message>
        <source>Qt itself waits for 30 seconds</source>
        <translation>Qt 自己会等待 30 秒</translation>
    </message>
    <message>
        <source>client, connection #%1</source>
        <translation>客户端，连接 #%1</translation>
    </message>
    <message>
        <source>connection #%1 from %2</source>
        <translation>连接 #%1，来自 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier connection(s) of this server are left out here</source>
        <translation>
            <numerusform>此处省略了该服务器更早的 %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n later connection(s) of this server are left out here</source>
        <translation>
            <numerusform>此处省略了该服务器更晚的 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>This end belongs to another program: what it calls is not known here.</source>
        <translation>这一端属于另一个程序：它调用了什么，这里无从得知。</translation>
    </message>
    <message>
        <source>still open here</source>
        <translation>此时仍未关闭</translation>
    </message>
    <message numerus="yes">
        <source>more than %n step(s) are left out here</source>
        <translation>
            <numerusform>此处省略了超过 %n 个步骤</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are left out here</source>
        <translation>
            <numerusform>此处省略了 %n 个步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>end of stream, the peer has nothing more to send</source>
        <translation>流结束，对端不再发送数据</translation>
    </message>
    <message>
        <source>now close() sends RST instead of FIN</source>
        <translation>此后 close() 发送 RST 而不是 FIN</translation>
    </message>
    <message>
        <source>sends FIN; reading goes on</source>
        <translation>发送 FIN；仍可读取</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were still queued are discarded</source>
        <translation>
            <numerusform>丢弃仍在排队的 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>accepting is paused: no accept() until it goes on</source>
        <translation>暂停接受：恢复之前不调用 accept()</translation>
    </message>
    <message>
        <source>accepting goes on</source>
        <translation>恢复接受</translation>
    </message>
    <message>
        <source>the kernel reports %1; seen with: %2</source>
        <translation>内核报告 %1；查看命令：%2</translation>
    </message>
    <message>
        <source>No call of the program: the kernel reports it. Seen with: %1</source>
        <translation>这不是程序的调用，而是内核的报告。查看命令：%1</translation>
    </message>
    <message>
        <source>nothing is sent here: %1</source>
        <translation>这里没有发送任何数据：%1</translation>
    </message>
    <message>
        <source>the kernel dropped clients; seen with: %1</source>
        <translation>内核丢弃了客户端；查看命令：%1</translation>
    </message>
    <message>
        <source>accept() fails: %1</source>
        <translation>accept() 失败：%1</translation>
    </message>
    <message>
        <source>cancelled before the connection was there</source>
        <translation>在连接建立之前被取消</translation>
    </message>
    <message>
        <source>there is no call: %1</source>
        <translation>没有发生调用：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) are sent here that are no longer kept</source>
        <translation>
            <numerusform>这里发送的 %n 个字节已不再保留</numerusform>
        </translation>
    </message>
    <message>
        <source>shortened: only %1 of %2 bytes</source>
        <translation>已截短：共 %2 个字节，只含前 %1 个</translation>
    </message>
    <message numerus="yes">
        <source>%n long payload(s) are shortened: this program sends fewer bytes than the session did.</source>
        <translation>
            <numerusform>有 %n 段较长的数据被截短：这个程序发送的字节比会话中少。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The bytes of %n write(s) are no longer kept: this program does not send them.</source>
        <translation>
            <numerusform>有 %n 次写入的字节已不再保留：这个程序不会发送它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the steps around the selected row are shown: this program does less than the session did.</source>
        <translation>只显示所选行前后的步骤：这个程序做的事比会话中少。</translation>
    </message>
    <message>
        <source>some steps are left out here</source>
        <translation>此处省略了一些步骤</translation>
    </message>
    <message>
        <source>the conversation ends here; no call belongs to it</source>
        <translation>这次对话到此结束；没有与之对应的调用</translation>
    </message>
    <message>
        <source>no call belongs to this: %1</source>
        <translation>没有与此对应的调用：%1</translation>
    </message>
    <message>
        <source>%1() is not to be had here: %2</source>
        <translation>此处没有 %1() 这个调用：%2</translation>
    </message>
    <message>
        <source>readline() has no whole line yet: %1</source>
        <translation>readline() 还没有读到完整的一行：%1</translation>
    </message>
    <message>
        <source>it goes on, the socket does not sleep: %1</source>
        <translation>连接仍在进行，该套接字不会睡眠等待：%1</translation>
    </message>
    <message numerus="yes">
        <source>readline() has no whole line yet: %n byte(s) are in its buffer</source>
        <translation>
            <numerusform>readline() 还没有读到完整的一行：其缓冲区中有 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>later steps are left out here</source>
        <translation>此处省略了后面的步骤</translation>
    </message>
    <message>
        <source>the kernel made it %1</source>
        <translation>内核将其设为 %1</translation>
    </message>
    <message numerus="yes">
        <source>the datagram had %n byte(s), the rest is lost</source>
        <translation>
            <numerusform>该数据报共有 %n 个字节，其余部分已丢失</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 bytes were taken</source>
        <translation>%2 个字节中有 %1 个被接收</translation>
    </message>
    <message>
        <source>%1() sleeps here until there is something for it</source>
        <translation>%1() 在此睡眠，直到有事可做</translation>
    </message>
    <message numerus="yes">
        <source>the kernel dropped %n datagram(s): the buffer was full</source>
        <translation>
            <numerusform>内核丢弃了 %n 个数据报：缓冲区已满</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the file ends here, after %n byte(s)</source>
        <translation>
            <numerusform>文件到此结束，共 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>the server was stopped: the loop has no end of its own</source>
        <translation>服务器已被停止：循环本身没有终点</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were sent in between have no place in the loop</source>
        <translation>
            <numerusform>其间发送的 %n 个字节在循环中没有位置</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::CommandLine</name>
    <message>
        <source>Let a server and a client talk in this process and print what happened.</source>
        <translation>让服务器和客户端在本进程中对话，并输出全过程。</translation>
    </message>
    <message>
        <source>How text becomes bytes: UTF-8 (default), GB18030, GBK, Big5, …</source>
        <translation>文本转换为字节所用的编码：UTF-8（默认）、GB18030、GBK、Big5…</translation>
    </message>
    <message>
        <source>Print one JSON object for each event.</source>
        <translation>每个事件输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation>显示本帮助。</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>显示版本号。</translation>
    </message>
    <message>
        <source>Send this to each client; the default is “%1”.</source>
        <translation>发送给每个客户端的问候语，默认为“%1”。</translation>
    </message>
    <message>
        <source>Send nothing to a new client.</source>
        <translation>不向新客户端发送任何内容。</translation>
    </message>
    <message>
        <source>After the greeting: chat (stay connected, the default), close, or echo.</source>
        <translation>问候之后：chat（保持连接，默认）、close（关闭）或 echo（回显）。</translation>
    </message>
    <message>
        <source>Clients that may wait to be accepted; the default is 128.</source>
        <translation>积压上限，即可以等待接受的客户端数量，默认为 128。</translation>
    </message>
    <message>
        <source>Clients connected at the same time; the default is 10000.</source>
        <translation>同时连接的客户端数量上限，默认为 10000。</translation>
    </message>
    <message>
        <source>Print errors only. With --json it has no effect.</source>
        <translation>只输出错误。与 --json 同时使用时无效。</translation>
    </message>
    <message>
        <source>Send this first, without a line ending; may be given several times.</source>
        <translation>连接后首先发送的内容，不加行结束符；可多次指定。</translation>
    </message>
    <message>
        <source>Exit codes:</source>
        <translation>退出码：</translation>
    </message>
    <message>
        <source>  0  everything ended in order</source>
        <translation>  0  一切正常结束</translation>
    </message>
    <message>
        <source>  1  the demo failed, or the output could not be written</source>
        <translation>  1  演示失败，或无法写入输出</translation>
    </message>
    <message>
        <source>  2  the arguments or the text to send are wrong</source>
        <translation>  2  参数或要发送的文本有误</translation>
    </message>
    <message>
        <source>  3  could not listen or connect</source>
        <translation>  3  无法监听或连接</translation>
    </message>
    <message>
        <source>  4  the connection was reset</source>
        <translation>  4  连接被复位</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>用法：</translation>
    </message>
    <message>
        <source>Open the window.</source>
        <translation>打开窗口。</translation>
    </message>
    <message>
        <source>Options of the window:</source>
        <translation>窗口选项：</translation>
    </message>
    <message>
        <source>“bothends serve --help” explains the options of serve; the others likewise.</source>
        <translation>运行“bothends serve --help”可查看 serve 的选项，其他命令同理。</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, and what to do</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>“%1” is not an encoding. Known are: %2.</source>
        <translation>“%1”不是可用的编码。可用的编码有：%2。</translation>
    </message>
    <message>
        <source>--%1 needs a number from %2 to %3, not “%4”.</source>
        <translation>--%1 需要 %2 到 %3 之间的数字，而不是“%4”。</translation>
    </message>
    <message>
        <source>--then needs chat, close or echo, not “%1”.</source>
        <translation>--then 的值应为 chat、close 或 echo，而不是“%1”。</translation>
    </message>
    <message>
        <source>“%1” is not a port: it must be a number from 0 to 65535.</source>
        <translation>“%1”不是端口：端口必须是 0 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>“%1” is not an address and a port. Write them as 127.0.0.1:30000 or [::1]:30000.</source>
        <translation>“%1”不是地址加端口。请写成 127.0.0.1:30000 或 [::1]:30000 的形式。</translation>
    </message>
    <message>
        <source>“%1” in “%2” is wrong: write address and port as 127.0.0.1:30000 or [::1]:30000, with a port from 0 to 65535.</source>
        <translation>“%2”中的“%1”有误：地址和端口请写成 127.0.0.1:30000 或 [::1]:30000 的形式，端口为 0 到 65535。</translation>
    </message>
    <message>
        <source>“%1” names no host. Write host and port as 127.0.0.1:30000.</source>
        <translation>“%1”没有指明主机。请将主机和端口写成 127.0.0.1:30000 的形式。</translation>
    </message>
    <message>
        <source>“%1” has port 0, which nobody can connect to.</source>
        <translation>“%1”的端口为 0，无法连接到该端口。</translation>
    </message>
    <message>
        <source>--greeting “%1” and --no-greeting contradict each other.</source>
        <translation>--greeting “%1” 与 --no-greeting 互相矛盾。</translation>
    </message>
    <message>
        <source>“%1” is not an option.</source>
        <translation>“%1”不是可用的选项。</translation>
    </message>
    <message>
        <source>“%1” needs %2.</source>
        <translation>“%1”需要参数 %2。</translation>
    </message>
    <message>
        <source>“%1” is one argument too many.</source>
        <translation>“%1”是多余的参数。</translation>
    </message>
    <message>
        <source>“%1” explains the usage.</source>
        <translation>运行“%1”可查看用法。</translation>
    </message>
    <message>
        <source>Also report the TCP states and queues of both ends, as the kernel has them.</source>
        <translation>同时报告内核所见的两端 TCP 状态和队列。</translation>
    </message>
    <message>
        <source>Do not ask the kernel: states are concluded.</source>
        <translation>不询问内核：状态由推断得出。</translation>
    </message>
    <message>
        <source>Listen and greet each client, until Ctrl+C. ADDRESS is [HOST:]PORT (port 0 takes any free one), udp://[HOST:]PORT, unix:PATH, unix-dgram:PATH or icmp-raw://HOST; @NAME for PATH is an abstract name.</source>
        <translation>监听并问候每个客户端，直到按下 Ctrl+C。ADDRESS 可以是 [HOST:]PORT（端口 0 表示任意空闲端口）、udp://[HOST:]PORT、unix:PATH、unix-dgram:PATH 或 icmp-raw://HOST；PATH 写成 @NAME 表示抽象名称。</translation>
    </message>
    <message>
        <source>Connect, print what arrives and send the lines of standard input. ADDRESS is HOST:PORT, udp://HOST:PORT, unix:PATH, unix-dgram:PATH, icmp://HOST or icmp-raw://HOST.</source>
        <translation>连接，显示收到的内容，并发送标准输入的各行。ADDRESS 可以是 HOST:PORT、udp://HOST:PORT、unix:PATH、unix-dgram:PATH、icmp://HOST 或 icmp-raw://HOST。</translation>
    </message>
    <message>
        <source>What it is made of: qt (QTcpServer and its like, the default), glass (raw descriptors, each call by itself) or blocking (the tutorial’s loop).</source>
        <translation>用什么实现：qt（QTcpServer 等，默认）、glass（原始描述符，逐个调用）或 blocking（教程中的阻塞循环）。</translation>
    </message>
    <message>
        <source>Take over a socket that is there already, as socket activation hands it over, instead of ADDRESS.</source>
        <translation>不用 ADDRESS，而是接管一个已经存在的套接字（如套接字激活所移交的）。</translation>
    </message>
    <message>
        <source>Send this file after the texts, then end the sending direction.</source>
        <translation>发送完文本后发送此文件，然后结束发送方向。</translation>
    </message>
    <message>
        <source>Write what arrives to this new file instead of printing it.</source>
        <translation>把收到的内容写入这个新文件，而不是显示出来。</translation>
    </message>
    <message>
        <source>Bind to this before connecting: a fixed port, or a local name.</source>
        <translation>连接之前先绑定到此处：固定端口或本地名称。</translation>
    </message>
    <message>
        <source>What it is made of: qt (QTcpSocket and its like, the default) or glass (raw descriptors, each call by itself).</source>
        <translation>用什么实现：qt（QTcpSocket 等，默认）或 glass（原始描述符，逐个调用）。</translation>
    </message>
    <message>
        <source>Take over a socket that is connected already, instead of ADDRESS.</source>
        <translation>不用 ADDRESS，而是接管一个已经连接的套接字。</translation>
    </message>
    <message>
        <source>BothEnds shows both ends of a socket: calls, signals and bytes.</source>
        <translation>BothEnds 同时展示套接字的两端：调用、信号与字节。</translation>
    </message>
    <message>
        <source>“%1” and --fd contradict each other.</source>
        <translation>“%1”与 --fd 互相矛盾。</translation>
    </message>
    <message>
        <source>The socket with descriptor %1 does not listen.</source>
        <translation>描述符为 %1 的套接字没有在监听。</translation>
    </message>
    <message>
        <source>The socket with descriptor %1 is not connected.</source>
        <translation>描述符为 %1 的套接字没有连接。</translation>
    </message>
    <message>
        <source>--engine needs qt, glass or blocking, not “%1”.</source>
        <translation>--engine 需要 qt、glass 或 blocking，而不是“%1”。</translation>
    </message>
    <message>
        <source>--engine needs qt or glass, not “%1”.</source>
        <translation>--engine 需要 qt 或 glass，而不是“%1”。</translation>
    </message>
    <message>
        <source>Write the session to this new file as it happens; “export” reads it.</source>
        <translation>把会话边发生边写入这个新文件；可用“export”读取。</translation>
    </message>
    <message>
        <source>pcapng (packets for Wireshark), jsonl (one JSON object for each event), csv, or text (the default).</source>
        <translation>pcapng（供 Wireshark 使用的数据包）、jsonl（每个事件一个 JSON 对象）、csv 或 text（默认）。</translation>
    </message>
    <message>
        <source>Write to this new file instead of standard output.</source>
        <translation>写入这个新文件，而不是标准输出。</translation>
    </message>
    <message>
        <source>Only this connection, by its number.</source>
        <translation>只导出这个编号的连接。</translation>
    </message>
    <message>
        <source>Descriptor %1 cannot be taken over: %2</source>
        <translation>无法接管描述符 %1：%2</translation>
    </message>
    <message>
        <source>--format needs pcapng, jsonl, csv or text, not “%1”.</source>
        <translation>--format 需要 pcapng、jsonl、csv 或 text，而不是“%1”。</translation>
    </message>
    <message>
        <source>When the peer ends its sending direction, keep sending instead of closing, too.</source>
        <translation>对端结束其发送方向后继续发送，而不是也关闭。</translation>
    </message>
    <message>
        <source>On ::, take no IPv4 clients (IPV6_V6ONLY).</source>
        <translation>在 :: 上不接受 IPv4 客户端（IPV6_V6ONLY）。</translation>
    </message>
    <message>
        <source>Write a stored session, or a capture (pcapng or pcap), in another form.</source>
        <translation>把保存的会话或抓包文件（pcapng 或 pcap）写成另一种格式。</translation>
    </message>
    <message>
        <source>Write a capture (pcapng or pcap) into a session file.</source>
        <translation>把抓包文件（pcapng 或 pcap）写成会话文件。</translation>
    </message>
    <message>
        <source>Open a stored session or a capture (pcapng or pcap) in a window.</source>
        <translation>在窗口中打开保存的会话或抓包文件（pcapng 或 pcap）。</translation>
    </message>
    <message>
        <source>The new session file; needed.</source>
        <translation>新的会话文件；必须给出。</translation>
    </message>
    <message>
        <source>Also write packets for Wireshark as it goes on, to this new file, to a named pipe, or with “-” to standard output; all else then goes to standard error.</source>
        <translation>同时把供 Wireshark 读取的数据包实时写入这个新文件、命名管道，或用“-”写到标准输出；其余内容则输出到标准错误。</translation>
    </message>
    <message>
        <source>Send one side of a stored connection again and compare what comes back with what came then. ADDRESS is that of the peer, as of connect; with --side server, where to listen for it, as of serve.</source>
        <translation>重新发送已存会话中某个连接一方的数据，并把收到的与当时收到的相比较。ADDRESS 是对端的地址，写法同 connect；用 --side server 时是等候对端的监听地址，写法同 serve。</translation>
    </message>
    <message>
        <source>Which connection, by its number; not needed where there is only one.</source>
        <translation>哪个连接，用编号指定；只有一个连接时不必给出。</translation>
    </message>
    <message>
        <source>Whose bytes are sent; the default is client.</source>
        <translation>发送哪一方的字节；默认是 client。</translation>
    </message>
    <message>
        <source>As fast as possible, instead of with the timing of then.</source>
        <translation>尽可能快，而不按当时的节奏。</translation>
    </message>
    <message>
        <source>Do not wait for the answers that had come by then before going on.</source>
        <translation>继续之前，不等待当时已收到的应答。</translation>
    </message>
    <message>
        <source>How long to wait for an answer before going on without; the default is 5.</source>
        <translation>等待应答多少秒，之后不再等待而继续；默认是 5。</translation>
    </message>
    <message>
        <source>  5  what came back in a replay is not what came then</source>
        <translation>  5  重放时收到的与当时收到的不同</translation>
    </message>
    <message>
        <source>--side needs client or server, not “%1”.</source>
        <translation>--side 需要 client 或 server，而不是“%1”。</translation>
    </message>
    <message>
        <source>“%1” is not a command: there are serve, connect, demo, export, import, replay and open.</source>
        <translation>“%1”不是命令：有 serve、connect、demo、export、import、replay 和 open。</translation>
    </message>
</context>
<context>
    <name>bothends::Composer</name>
    <message numerus="yes">
        <source>%n character(s) are too many to paste here.</source>
        <translation>
            <numerusform>%n 个字符过多，无法粘贴到此处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Wait until a client has connected.</source>
        <translation>请等待客户端连接。</translation>
    </message>
    <message>
        <source>Message from the server…</source>
        <translation>服务器发出的消息…</translation>
    </message>
    <message>
        <source>Message from the client…</source>
        <translation>客户端发出的消息…</translation>
    </message>
    <message>
        <source>Message from the server</source>
        <translation>服务器发出的消息</translation>
    </message>
    <message>
        <source>Message from the client</source>
        <translation>客户端发出的消息</translation>
    </message>
    <message>
        <source>Send as server</source>
        <translation>以服务器身份发送</translation>
    </message>
    <message>
        <source>Send as client</source>
        <translation>以客户端身份发送</translation>
    </message>
    <message>
        <source>Client to send to</source>
        <translation>接收消息的客户端</translation>
    </message>
    <message>
        <source>Connection to send on</source>
        <translation>用于发送的连接</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex bytes</source>
        <translation>十六进制字节</translation>
    </message>
    <message>
        <source>Text with escapes</source>
        <translation>带转义的文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>转义</translation>
    </message>
    <message>
        <source>No line ending</source>
        <translation>不加行结束符</translation>
    </message>
    <message>
        <source>Line ending \n (LF)</source>
        <translation>行结束符 \n（LF）</translation>
    </message>
    <message>
        <source>Line ending \r\n (CR LF)</source>
        <translation>行结束符 \r\n（CR LF）</translation>
    </message>
    <message>
        <source>Line ending \r (CR)</source>
        <translation>行结束符 \r（CR）</translation>
    </message>
    <message>
        <source>Typed as %1, %2</source>
        <translation>输入方式：%1，%2</translation>
    </message>
    <message>
        <source>A stream has no empty message.</source>
        <translation>流没有空消息。</translation>
    </message>
    <message>
        <source>Type something first.</source>
        <translation>请先输入内容。</translation>
    </message>
    <message>
        <source>Files of the server</source>
        <translation>服务器的文件</translation>
    </message>
    <message>
        <source>Files of the client</source>
        <translation>客户端的文件</translation>
    </message>
    <message>
        <source>Send a file, or save what is received. A file can be dropped here, too.</source>
        <translation>发送文件，或保存接收的内容。也可以把文件拖到这里。</translation>
    </message>
    <message>
        <source>Send File…</source>
        <translation>发送文件…</translation>
    </message>
    <message>
        <source>Send Part of a File…</source>
        <translation>发送文件的一部分…</translation>
    </message>
    <message>
        <source>Save Received to File…</source>
        <translation>将接收内容保存到文件…</translation>
    </message>
</context>
<context>
    <name>bothends::ConnectCommand</name>
    <message>
        <source>A line of the input was not sent. %1</source>
        <translation>有一行输入未能发送。%1</translation>
    </message>
    <message>
        <source>The peer closed the connection before everything was sent.</source>
        <translation>内容尚未全部发送，对端就关闭了连接。</translation>
    </message>
</context>
<context>
    <name>bothends::ConnectionChoices</name>
    <message>
        <source>All connections</source>
        <translation>所有连接</translation>
    </message>
    <message>
        <source>Connection #%1</source>
        <translation>连接 #%1</translation>
    </message>
    <message>
        <source>Connection #%1 (%2)</source>
        <translation>连接 #%1（%2）</translation>
    </message>
</context>
<context>
    <name>bothends::ConnectionsModel</name>
    <message numerus="yes">
        <source>%n byte(s) wait here because the peer does not read them.</source>
        <translation>
            <numerusform>由于对端没有读取，%n 字节在此等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bytes written here that the kernel has not taken yet, because the peer does not read.</source>
        <translation>本端已写入、但由于对端没有读取而尚未被内核接收的字节。</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
</context>
<context>
    <name>bothends::DataExplanations</name>
    <message numerus="yes">
        <source>%n byte(s) of cut characters</source>
        <translation>
            <numerusform>%n 个字节属于被切断的字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that are no character</source>
        <translation>
            <numerusform>%n 个字节不构成字符</numerusform>
        </translation>
    </message>
    <message>
        <source>In %1 this is %2 = %3.</source>
        <extracomment>For example: “In UTF-8 this is 16 characters × 3 bytes = 48 bytes.”</extracomment>
        <translation>按 %1 编码，这是 %2 = %3。</translation>
    </message>
    <message>
        <source>Greeting sent • %1</source>
        <translation>已发送问候 • %1</translation>
    </message>
    <message>
        <source>Message sent • %1</source>
        <translation>已发送消息 • %1</translation>
    </message>
    <message>
        <source>Echo sent • %1</source>
        <translation>已发送回显 • %1</translation>
    </message>
    <message>
        <source>The server wrote %1 to connection #%2 as soon as it had accepted the client.</source>
        <translation>服务器一接受客户端，就向连接 #%2 写入了 %1。</translation>
    </message>
    <message>
        <source>The %1 wrote %2 to connection #%3 with one call.</source>
        <translation>%1用一次调用向连接 #%3 写入了 %2。</translation>
    </message>
    <message>
        <source>The server wrote the %1 of its last read back to connection #%2, unchanged.</source>
        <translation>服务器把上次读到的 %1原样写回连接 #%2。</translation>
    </message>
    <message>
        <source>The %1 got all of them with one read, %2 later.</source>
        <translation>%1在 %2后用一次读取就全部读到了。</translation>
    </message>
    <message numerus="yes">
        <source>The %1 needed %n read(s) for them; the last one came %2 later.</source>
        <translation>
            <numerusform>%1用了 %n 次读取才读完，最后一次在 %2后。</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 has read none of these bytes yet.</source>
        <translation>%1还没有读取其中任何一个字节。</translation>
    </message>
    <message>
        <source>The %1 has read only part of them; still unread: %2 of %3.</source>
        <translation>%1只读取了一部分：%3中还有 %2 个未读。</translation>
    </message>
    <message>
        <source>That end is closed, so they will never be read: a write that succeeds is no proof of arrival.</source>
        <translation>那一端已经关闭，这些字节再也不会被读取：写入成功并不证明已经送达。</translation>
    </message>
    <message>
        <source>A write only hands bytes to the kernel: they are on their way, or wait at the other end until the program reads.</source>
        <translation>写入只是把字节交给内核：它们还在路上，或者在另一端等待程序读取。</translation>
    </message>
    <message>
        <source>When the kernel was last asked, %1 waited at the other end to be read and %2 here to be acknowledged.</source>
        <translation>最近一次询问内核时，另一端有 %1等待读取，这一端有 %2等待确认。</translation>
    </message>
    <message>
        <source>The other end belongs to another program: its reads cannot be seen from here.</source>
        <translation>另一端属于别的程序：这里看不到它的读取。</translation>
    </message>
    <message>
        <source>The other end belongs to another program, whose reads cannot be seen from here; its kernel still owed an acknowledgement for %1 when it was last asked.</source>
        <translation>另一端属于别的程序，这里看不到它的读取；最近一次询问内核时，它的内核还有 %1没有确认。</translation>
    </message>
    <message>
        <source>That the write succeeded means that the kernel took the bytes, not that the peer has read them.</source>
        <translation>写入成功表示内核收下了这些字节，不表示对端已经读到。</translation>
    </message>
    <message>
        <source>Received in one read • %1</source>
        <translation>一次读取收到 • %1</translation>
    </message>
    <message>
        <source>Here the signal readyRead() came and the program read what was there; the tutorial’s recv(1024) blocks until there is something, and returns at most 1024 bytes.</source>
        <translation>这里收到 readyRead() 信号后，程序读取已有的内容；教程里的 recv(1024) 会阻塞到有内容为止，而且最多返回 1024 个字节。</translation>
    </message>
    <message>
        <source>Here the signal readyRead() came and the program read what was there; the tutorial’s recv(1024) blocks until there is something.</source>
        <translation>这里收到 readyRead() 信号后，程序读取已有的内容；教程里的 recv(1024) 会阻塞到有内容为止。</translation>
    </message>
    <message>
        <source>The %1 read %2: exactly one write of the %3, %4 after it.</source>
        <translation>%1读取了 %2：正好是%3的一次写入，在写入之后 %4。</translation>
    </message>
    <message>
        <source>The %1 read %2 of one write of %3 by the %4, %5 after it.</source>
        <translation>%4一次写入了 %3，%1这次读到其中 %2 个，在写入之后 %5。</translation>
    </message>
    <message numerus="yes">
        <source>It got bytes %1 to %2 of that write, which took %n read(s) so far.</source>
        <translation>
            <numerusform>这次读到的是那次写入的第 %1 到第 %2 个字节；那次写入到目前为止用了 %n 次读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bytes of %n write(s) came joined in this one read: %1 = %2.</source>
        <translation>
            <numerusform>%n 次写入的字节合并在这一次读取中：%1 = %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>The first was written %1 and the last %2 before the read.</source>
        <translation>其中第一次写入在读取之前 %1，最后一次在读取之前 %2。</translation>
    </message>
    <message>
        <source>The %1 read %2 from %3, from position %4 of what that end has sent.</source>
        <translation>%1从 %3 读取了 %2，在对方所发内容中的位置是 %4。</translation>
    </message>
    <message>
        <source>A read returns what has arrived, so a program must go on reading until it has all that it needs.</source>
        <translation>一次读取返回已经到达的内容，所以程序必须继续读取，直到得到所需的全部内容。</translation>
    </message>
    <message>
        <source>That program is not part of this window, so nobody here knows with how many writes it sent them.</source>
        <translation>那个程序不在本窗口中，所以这里没有人知道它分几次写入发送了这些字节。</translation>
    </message>
    <message numerus="yes">
        <source>The first %n byte(s) belong to a character that began in the read before.</source>
        <translation>
            <numerusform>开头的 %n 个字节属于上一次读取中开始的字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %n byte(s) begin a character whose rest comes with a later read.</source>
        <translation>
            <numerusform>末尾的 %n 个字节是一个字符的开头，其余部分在之后的读取中到来。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decoding each read by itself would spoil it; Python raises UnicodeDecodeError, so keep such bytes until the rest is there, as here.</source>
        <translation>如果每次读取各自解码，这个字符就毁了：Python 会抛出 UnicodeDecodeError；应当像这里一样保留这些字节，等其余部分到来。</translation>
    </message>
    <message>
        <source>A stream carries bytes, not messages: whoever reads may get them in one read, in several, or together with the next ones.</source>
        <translation>流传送的是字节，不是消息：读取者可能一次得到它们，分几次得到，或者与后面的一起得到。</translation>
    </message>
    <message>
        <source>%1 returned what was there, at most the size of its buffer; the tutorial’s recv(1024) blocks until there is something.</source>
        <translation>%1 返回了当时已有的数据，最多为缓冲区大小；教程中的 recv(1024) 会阻塞到有数据为止。</translation>
    </message>
    <message>
        <source>That one write becomes one read is luck: a stream keeps no borders between writes.</source>
        <translation>一次写入变成一次读取只是碰巧：流在两次写入之间不保留边界。</translation>
    </message>
    <message>
        <source>A stream keeps no borders between writes: a program that needs messages must mark their ends or send their lengths.</source>
        <translation>流在两次写入之间不保留边界：需要消息的程序必须标出结尾，或者发送长度。</translation>
    </message>
</context>
<context>
    <name>bothends::DatagramExplanations</name>
    <message>
        <source>Datagram sent • %1</source>
        <translation>已发送数据报 • %1</translation>
    </message>
    <message>
        <source>Datagram received • %1</source>
        <translation>已收到数据报 • %1</translation>
    </message>
    <message>
        <source>sendto() put %1 into one datagram for %2, without a connection.</source>
        <translation>sendto() 把 %1 放进一个发往 %2 的数据报，没有连接。</translation>
    </message>
    <message>
        <source>The %1 put %2 into one datagram for %3.</source>
        <translation>%1把 %2 放进一个发往 %3 的数据报。</translation>
    </message>
    <message>
        <source>UDP does not confirm anything: that the call succeeded says only that the kernel took it.</source>
        <translation>UDP 不确认任何事：调用成功只说明内核接收了它。</translation>
    </message>
    <message>
        <source>The kernel has put it into the receiver’s buffer; whether the program reads it is another matter.</source>
        <translation>内核已把它放进接收者的缓冲区；程序是否读取是另一回事。</translation>
    </message>
    <message>
        <source>The %1 received it with one call, %2 later.</source>
        <translation>%1用一次调用收到了它，在 %2 之后。</translation>
    </message>
    <message>
        <source>Its buffer was too small, and the end of the datagram was lost.</source>
        <translation>它的缓冲区太小，数据报的结尾丢失了。</translation>
    </message>
    <message>
        <source>One send is one receive: a datagram is never joined with another or split in two.</source>
        <translation>一次发送就是一次接收：数据报从不与另一个合并，也不会分成两个。</translation>
    </message>
    <message>
        <source>The %1 has not received it (yet).</source>
        <translation>%1（还）没有收到它。</translation>
    </message>
    <message>
        <source>It may wait in the receiver’s buffer, or it is lost: a full buffer drops datagrams, and nobody is told.</source>
        <translation>它可能在接收者的缓冲区中等待，也可能已丢失：缓冲区满时会丢弃数据报，而且不通知任何人。</translation>
    </message>
    <message>
        <source>It waits in the receiver’s buffer; local datagrams are not lost.</source>
        <translation>它在接收者的缓冲区中等待；本地数据报不会丢失。</translation>
    </message>
    <message>
        <source>The receiver belongs to another program: whether it got there cannot be seen from here.</source>
        <translation>接收者属于另一个程序：从这里看不到它是否到达。</translation>
    </message>
    <message>
        <source>Empty datagram sent</source>
        <translation>已发送空数据报</translation>
    </message>
    <message>
        <source>The %1 sent a datagram without a byte to %2.</source>
        <translation>%1向 %2 发送了一个没有字节的数据报。</translation>
    </message>
    <message>
        <source>It is a datagram like any other: it travels with its headers, and the receiver is woken.</source>
        <translation>它和其他数据报一样：带着头部传送，接收者会被唤醒。</translation>
    </message>
    <message>
        <source>With a stream, sending 0 bytes would do nothing at all.</source>
        <translation>对流来说，发送 0 字节什么也不会发生。</translation>
    </message>
    <message>
        <source>The signal readyRead() came, and the %1 read one datagram of %2 from %3.</source>
        <translation>信号 readyRead() 到来，%1读取了一个来自 %3 的 %2 数据报。</translation>
    </message>
    <message>
        <source>%1 returned one datagram of %2 from %3.</source>
        <translation>%1 返回了一个来自 %3 的 %2 数据报。</translation>
    </message>
    <message>
        <source>The %1 had sent it %2 before, with one call.</source>
        <translation>%1在 %2 之前用一次调用发送了它。</translation>
    </message>
    <message>
        <source>A datagram is read as a whole, so a character in it is never cut by a read.</source>
        <translation>数据报是整个读取的，所以其中的字符从不会被读取截断。</translation>
    </message>
    <message>
        <source>The sender has no name, so nobody can answer it.</source>
        <translation>发送者没有名称，所以没有人能回答它。</translation>
    </message>
    <message>
        <source>That address came with it: it is where an answer goes.</source>
        <translation>这个地址随它一起到来：回答就发往那里。</translation>
    </message>
    <message>
        <source>Anybody can send to a UDP socket, and the address of the sender can be forged.</source>
        <translation>任何人都可以向 UDP 套接字发送，而且发送者的地址可以伪造。</translation>
    </message>
    <message>
        <source>Whoever may write to the name can send to it.</source>
        <translation>有权写入该名称的人都可以向它发送。</translation>
    </message>
    <message>
        <source>Empty datagram received</source>
        <translation>收到空数据报</translation>
    </message>
    <message>
        <source>A datagram without a byte came from %1.</source>
        <translation>来了一个没有字节的数据报，来自 %1。</translation>
    </message>
    <message>
        <source>A read of 0 bytes is not the end here: with datagrams there is none, and the next may follow.</source>
        <translation>读到 0 字节在这里不是结束：数据报没有结束，后面还可能有下一个。</translation>
    </message>
    <message>
        <source>Datagram cut • %1 of %2</source>
        <translation>数据报被截断 • %2 中的 %1</translation>
    </message>
    <message numerus="yes">
        <source>It had %1: the other %n byte(s) did not fit into the buffer and are lost.</source>
        <translation>
            <numerusform>它有 %1：其余 %n 字节放不进缓冲区，已丢失。</numerusform>
        </translation>
    </message>
    <message>
        <source>recv() does not tell that; MSG_TRUNC, asked for or returned by recvmsg(), does.</source>
        <translation>recv() 不会告知这一点；要求 MSG_TRUNC，或由 recvmsg() 返回它，才会告知。</translation>
    </message>
    <message>
        <source>A stream would have kept the rest for the next read.</source>
        <translation>流会把其余部分留给下一次读取。</translation>
    </message>
    <message>
        <source>Datagrams dropped</source>
        <translation>数据报被丢弃</translation>
    </message>
    <message numerus="yes">
        <source>The kernel threw away %n datagram(s) that came for this socket.</source>
        <translation>
            <numerusform>内核丢弃了发给这个套接字的 %n 个数据报。</numerusform>
        </translation>
    </message>
    <message>
        <source>Its receive buffer was full, because the program did not read fast enough.</source>
        <translation>它的接收缓冲区满了，因为程序读取得不够快。</translation>
    </message>
    <message>
        <source>The sender is not told: its calls succeeded.</source>
        <translation>发送者得不到通知：它的调用都成功了。</translation>
    </message>
    <message>
        <source>A larger SO_RCVBUF gives bursts more room.</source>
        <translation>较大的 SO_RCVBUF 给突发的数据更多空间。</translation>
    </message>
    <message>
        <source>ICMP message sent • %1</source>
        <translation>已发送 ICMP 消息 • %1</translation>
    </message>
    <message>
        <source>An ICMP message of %1 went to %2; ping sends the same.</source>
        <translation>一个 %1 的 ICMP 消息发往 %2；ping 发送的也是这个。</translation>
    </message>
    <message>
        <source>Its first byte is the type: 8 asks for an echo (128 with IPv6); identifier and number let the sender recognise the reply.</source>
        <translation>它的第一个字节是类型：8 请求回显（IPv6 为 128）；标识符和序号让发送者认出回答。</translation>
    </message>
    <message>
        <source>ICMP has no ports: the kernel of the other machine answers, no program.</source>
        <translation>ICMP 没有端口：回答的是另一台机器的内核，而不是程序。</translation>
    </message>
    <message>
        <source>ICMP message received • %1</source>
        <translation>已收到 ICMP 消息 • %1</translation>
    </message>
    <message>
        <source>An ICMP message of %1 came from %2.</source>
        <translation>来了一个 %1 的 ICMP 消息，来自 %2。</translation>
    </message>
    <message>
        <source>With IPv4, a raw socket gets the IP header in front of it: mostly 20 bytes, then the type.</source>
        <translation>在 IPv4 上，原始套接字得到的数据前面带有 IP 头部：多为 20 字节，然后是类型。</translation>
    </message>
    <message>
        <source>A ping socket gets the message without the IP header.</source>
        <translation>ping 套接字得到的消息不带 IP 头部。</translation>
    </message>
    <message>
        <source>It sees every ICMP packet of this machine; over loopback so also its own request (8) before the reply (0).</source>
        <translation>它看到本机的每个 ICMP 数据包；在环回上，在回答（0）之前也会看到自己的请求（8）。</translation>
    </message>
    <message>
        <source>It sees only replies to its own requests.</source>
        <translation>它只看到对自己请求的回答。</translation>
    </message>
    <message>
        <source>Greeting sent as a datagram • %1</source>
        <translation>以数据报发送问候 • %1</translation>
    </message>
    <message>
        <source>Echo sent as a datagram • %1</source>
        <translation>以数据报发送回显 • %1</translation>
    </message>
</context>
<context>
    <name>bothends::DemoCommand</name>
    <message>
        <source>The demonstration was not completed.</source>
        <translation>演示未能完成。</translation>
    </message>
</context>
<context>
    <name>bothends::DifferenceView</name>
    <message>
        <source>First Difference at Offset %1</source>
        <translation>第一处不同：偏移 %1</translation>
    </message>
    <message>
        <source>What came then:</source>
        <translation>当时收到的：</translation>
    </message>
    <message>
        <source>What came then has no byte at offset %1:</source>
        <translation>当时收到的在偏移 %1 处没有字节：</translation>
    </message>
    <message>
        <source>What comes now:</source>
        <translation>现在收到的：</translation>
    </message>
    <message>
        <source>What comes now has no byte at offset %1:</source>
        <translation>现在收到的在偏移 %1 处没有字节：</translation>
    </message>
</context>
<context>
    <name>bothends::EndCallExplanations</name>
    <message>
        <source>End of stream</source>
        <translation>流结束</translation>
    </message>
    <message>
        <source>The peer closed its sending direction: a read returns 0 bytes, in Python b&apos;&apos;.</source>
        <translation>对端关闭了发送方向：读取返回 0 字节，在 Python 中是 b&apos;&apos;。</translation>
    </message>
    <message>
        <source>On one machine no FIN is needed; the kernel marks the other end of the pair.</source>
        <translation>在同一台机器上不需要 FIN；内核在这一对套接字的另一端作标记。</translation>
    </message>
    <message>
        <source>This end may still write, if the peer only called shutdown().</source>
        <translation>如果对端只调用了 shutdown()，这一端仍可写入。</translation>
    </message>
    <message>
        <source>Reset by the peer</source>
        <translation>被对端复位</translation>
    </message>
    <message>
        <source>A segment with RST came: where a FIN lets the other direction go on, a reset ends both.</source>
        <translation>来了一个带 RST 的段：FIN 让另一个方向继续，而复位使两个方向都结束。</translation>
    </message>
    <message>
        <source>Connection reset from here</source>
        <translation>从这里复位了连接</translation>
    </message>
    <message>
        <source>This close() of the %1 sends RST instead of FIN.</source>
        <translation>%1的这次 close() 发送 RST，而不是 FIN。</translation>
    </message>
    <message>
        <source>It does so with SO_LINGER set to 0 s, and whenever bytes of the peer are unread (RFC 2525 §2.17).</source>
        <translation>SO_LINGER 设为 0 秒时会这样，对端的字节未读完时也会这样（RFC 2525 §2.17）。</translation>
    </message>
    <message>
        <source>The next read of %1 fails with ECONNRESET.</source>
        <translation>%1 的下一次读取会以 ECONNRESET 失败。</translation>
    </message>
    <message>
        <source>After a reset no end waits in TIME_WAIT.</source>
        <translation>复位之后没有一端在 TIME_WAIT 中等待。</translation>
    </message>
    <message>
        <source>A local socket is reset when it is closed while bytes for it are unread; no packet is sent for it.</source>
        <translation>本地套接字在还有发给它的字节未读时关闭，就会复位；为此不发送数据包。</translation>
    </message>
    <message>
        <source>The %1 ended the connection at once.</source>
        <translation>%1立即结束了连接。</translation>
    </message>
    <message>
        <source>The next read at the other end fails with ECONNRESET.</source>
        <translation>另一端的下一次读取会以 ECONNRESET 失败。</translation>
    </message>
    <message>
        <source>Reading finished</source>
        <translation>读取已结束</translation>
    </message>
    <message>
        <source>The %1 called shutdown(SHUT_RD): its further reads return 0 bytes.</source>
        <translation>%1调用了 shutdown(SHUT_RD)：之后的读取返回 0 字节。</translation>
    </message>
    <message>
        <source>TCP sends nothing for it: the peer is not told and may go on sending, and what comes is still kept.</source>
        <translation>TCP 不为此发送任何内容：对端不会得知，可以继续发送，到来的数据仍会保留。</translation>
    </message>
    <message>
        <source>The kernel joins both ends, so a write of the peer fails with EPIPE from now on.</source>
        <translation>内核把两端连在一起，所以从现在起对端的写入会以 EPIPE 失败。</translation>
    </message>
    <message>
        <source>The sending direction stays as it is.</source>
        <translation>发送方向保持不变。</translation>
    </message>
    <message>
        <source>Both directions finished</source>
        <translation>两个方向都已结束</translation>
    </message>
    <message>
        <source>The %1 called shutdown(SHUT_RDWR): behind its last byte goes a FIN, and it reads no more.</source>
        <translation>%1调用了 shutdown(SHUT_RDWR)：最后一个字节之后是 FIN，并且不再读取。</translation>
    </message>
    <message>
        <source>The descriptor stays open until close(); shutdown() works on the connection, whoever else holds a descriptor of it.</source>
        <translation>描述符在 close() 之前仍打开；shutdown() 作用于连接，无论还有谁持有它的描述符。</translation>
    </message>
    <message>
        <source>What %1 still sends finds no reader.</source>
        <translation>%1 之后发送的内容没有人读取。</translation>
    </message>
    <message>
        <source>Shutdown of a listening socket</source>
        <translation>关闭监听套接字的方向</translation>
    </message>
    <message>
        <source>The %1 called shutdown() on a socket that has no connection.</source>
        <translation>%1在没有连接的套接字上调用了 shutdown() 函数。</translation>
    </message>
    <message>
        <source>Linux ends listening then, and resets who waits in the accept queue; with SHUT_WR nothing happens.</source>
        <translation>这时 Linux 会结束监听，并复位在接受队列中等待的客户端；用 SHUT_WR 则什么也不发生。</translation>
    </message>
    <message>
        <source>Other systems answer ENOTCONN; close() is the usual way.</source>
        <translation>其他系统回答 ENOTCONN；通常用 close() 来做。</translation>
    </message>
    <message>
        <source>Sending finished</source>
        <translation>发送已结束</translation>
    </message>
    <message>
        <source>The %1 called shutdown(%2).</source>
        <translation>%1调用了 shutdown(%2) 函数。</translation>
    </message>
    <message>
        <source>Behind the last byte the peer reads the end of the stream; no packet is sent for it.</source>
        <translation>在最后一个字节之后，对端读到流的结束；为此不发送数据包。</translation>
    </message>
    <message>
        <source>Nothing is read here any more, either.</source>
        <translation>这里也不再读取任何内容。</translation>
    </message>
    <message>
        <source>The peer can still answer: this end goes on reading.</source>
        <translation>对端仍可回答：这一端继续读取。</translation>
    </message>
    <message>
        <source>Shutdown of a datagram socket</source>
        <translation>关闭数据报套接字的方向</translation>
    </message>
    <message>
        <source>Datagrams have no end that could be told: nothing is sent.</source>
        <translation>数据报没有可以告知的结束：不发送任何内容。</translation>
    </message>
    <message>
        <source>It only binds this program: after SHUT_WR a send fails with EPIPE.</source>
        <translation>它只约束本程序：SHUT_WR 之后发送会以 EPIPE 失败。</translation>
    </message>
    <message>
        <source>Socket closed</source>
        <translation>套接字已关闭</translation>
    </message>
    <message>
        <source>The %1 gave its socket back with close(): the program can no longer use it.</source>
        <translation>%1用 close() 交还了套接字：程序不能再使用它。</translation>
    </message>
    <message>
        <source>It had no connection, so nothing is sent and nothing waits.</source>
        <translation>它没有连接，所以不发送什么，也没有什么在等待。</translation>
    </message>
    <message>
        <source>The address %1 is free again.</source>
        <translation>地址 %1 又空闲了。</translation>
    </message>
    <message>
        <source>The server stops listening</source>
        <translation>服务器停止监听</translation>
    </message>
    <message>
        <source>The listening socket is closed: nobody can connect to %1 any more.</source>
        <translation>监听套接字已关闭：不能再连接到 %1。</translation>
    </message>
    <message>
        <source>close() leaves the socket’s file behind; this program removes the one that it made itself.</source>
        <translation>close() 会留下套接字的文件；本程序会删除由它自己建立的文件。</translation>
    </message>
    <message>
        <source>The name is gone with it.</source>
        <translation>名称也随之消失。</translation>
    </message>
    <message>
        <source>Clients that still waited in its accept queue are thrown out.</source>
        <translation>仍在接受队列中等待的客户端会被断开。</translation>
    </message>
    <message>
        <source>It had no connection, so nobody notices.</source>
        <translation>它没有连接，所以没有人察觉。</translation>
    </message>
    <message>
        <source>The peer reads the end of the stream, after what was written before.</source>
        <translation>对端在之前写入的内容之后读到流的结束。</translation>
    </message>
    <message>
        <source>There is no TIME_WAIT: on one machine nothing can arrive late.</source>
        <translation>没有 TIME_WAIT：在同一台机器上不会有迟到的内容。</translation>
    </message>
    <message>
        <source>Whoever it talked to is not told, because there was no connection.</source>
        <translation>与它交谈过的人得不到通知，因为没有连接。</translation>
    </message>
    <message>
        <source>What is still sent to it is answered with an ICMP message: port unreachable.</source>
        <translation>之后发给它的内容会得到一个 ICMP 消息作为回答：端口不可达。</translation>
    </message>
</context>
<context>
    <name>bothends::EndExplanations</name>
    <message numerus="yes">
        <source>%n byte(s) went this way before.</source>
        <translation>
            <numerusform>在此之前，这个方向已经发送了 %n 个字节。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) came this way before, and no more will.</source>
        <translation>
            <numerusform>在此之前，这个方向已经收到 %n 个字节，不会再有更多。</numerusform>
        </translation>
    </message>
    <message>
        <source>The peer closed first: TIME_WAIT, for 60 s, is up to %1.</source>
        <translation>对端先关闭：要在 TIME_WAIT 中等待 60 秒的是 %1。</translation>
    </message>
    <message>
        <source>End of stream</source>
        <translation>流结束</translation>
    </message>
    <message>
        <source>%1 closed its sending direction in order (FIN): a read returns 0 bytes, in Python b&apos;&apos;.</source>
        <translation>%1 正常关闭了它的发送方向（FIN）：读取返回 0 个字节，在 Python 中是 b&apos;&apos;。</translation>
    </message>
    <message>
        <source>The other direction is still open: this end is in CLOSE_WAIT and may write until it closes, too.</source>
        <translation>另一个方向仍然打开：这一端处于 CLOSE_WAIT，在自己也关闭之前仍可写入。</translation>
    </message>
    <message>
        <source>This is not an error; it is how a loop around recv() learns that it may stop.</source>
        <translation>这不是错误；recv() 的循环就是这样得知可以结束的。</translation>
    </message>
    <message>
        <source>This end had sent its FIN before, so both directions are closed now.</source>
        <translation>这一端之前已经发送了 FIN，所以现在两个方向都关闭了。</translation>
    </message>
    <message>
        <source>As the end that closed first, %1 waits in TIME_WAIT for 60 s, and the kernel does that without the program.</source>
        <translation>%1 是先关闭的一端，要在 TIME_WAIT 中等待 60 秒；这由内核完成，不需要程序。</translation>
    </message>
    <message>
        <source>Reset by the peer</source>
        <translation>被对端复位</translation>
    </message>
    <message>
        <source>A read after a FIN returns 0 bytes, after a reset it fails; Qt has the same error for both, so the kernel was asked which of them it was.</source>
        <translation>收到 FIN 后读取返回 0 个字节，收到复位后读取失败；Qt 对两者给出同样的错误，所以要向内核询问是哪一种。</translation>
    </message>
    <message>
        <source>Connection reset from here</source>
        <translation>由这一端复位连接</translation>
    </message>
    <message>
        <source>The %1 aborted: with SO_LINGER set to 0 s, close() sends RST instead of FIN.</source>
        <translation>%1中止了连接：SO_LINGER 设为 0 秒时，close() 发送 RST 而不是 FIN。</translation>
    </message>
    <message>
        <source>Both directions end at once, and what was unsent or unread at either end is thrown away.</source>
        <translation>两个方向立即结束，任何一端未发送或未读取的内容都被丢弃。</translation>
    </message>
    <message>
        <source>The next read of %1 fails with ECONNRESET.</source>
        <translation>%1 的下一次读取会失败，错误为 ECONNRESET。</translation>
    </message>
    <message>
        <source>After a reset no end waits in TIME_WAIT.</source>
        <translation>复位之后，没有任何一端在 TIME_WAIT 中等待。</translation>
    </message>
    <message>
        <source>Meanwhile a new server may find port %1 in use, as with the tutorial’s; Qt’s listen() sets SO_REUSEADDR and gets it.</source>
        <translation>在此期间，新的服务器可能发现端口 %1 正在使用，教程里的服务器就是这样；Qt 的 listen() 会设置 SO_REUSEADDR，因而能得到它。</translation>
    </message>
    <message>
        <source>A client seldom notices that: its next connection gets another free port than %1.</source>
        <translation>客户端很少察觉：它的下一个连接会得到 %1 以外的空闲端口。</translation>
    </message>
    <message>
        <source>It is the first to close, so %1 will be the end that waits in TIME_WAIT, for 60 s.</source>
        <translation>它先关闭，所以要在 TIME_WAIT 中等待 60 秒的将是 %1。</translation>
    </message>
    <message>
        <source>Sending finished</source>
        <translation>发送结束</translation>
    </message>
    <message>
        <source>The %1 called shutdown(SHUT_WR): behind its last byte goes a FIN.</source>
        <translation>%1调用了 shutdown(SHUT_WR)：在最后一个字节之后发送 FIN。</translation>
    </message>
    <message>
        <source>Only this direction is closed; the %1 still reads what the peer sends.</source>
        <translation>只有这个方向关闭；%1仍然读取对端发来的内容。</translation>
    </message>
    <message>
        <source>The peer’s FIN was there before, so this end goes from CLOSE_WAIT to LAST_ACK, and is gone with the peer’s ACK.</source>
        <translation>对端的 FIN 已经先到，所以这一端从 CLOSE_WAIT 进入 LAST_ACK，收到对端的 ACK 后就消失。</translation>
    </message>
    <message>
        <source>The server stops listening</source>
        <translation>服务器停止监听</translation>
    </message>
    <message>
        <source>The listening socket is closed: whoever connects to %1 from now on is refused.</source>
        <translation>监听套接字已关闭：从现在起，连接 %1 会被拒绝。</translation>
    </message>
    <message>
        <source>Clients that still waited in its accept queue are reset.</source>
        <translation>仍在接受队列中等待的客户端会被复位。</translation>
    </message>
    <message>
        <source>Accepted connections have sockets of their own and live on until they are closed.</source>
        <translation>已接受的连接有自己的套接字，会一直存在到被关闭为止。</translation>
    </message>
    <message>
        <source>Socket closed</source>
        <translation>套接字已关闭</translation>
    </message>
    <message>
        <source>The %1 gave its socket back with close(): the program can no longer use it.</source>
        <translation>%1用 close() 归还了套接字：程序不能再使用它。</translation>
    </message>
    <message>
        <source>Both ends had sent their FIN before: this is the orderly end.</source>
        <translation>两端之前都已发送 FIN：这是正常的结束。</translation>
    </message>
    <message>
        <source>The kernel keeps %1 in TIME_WAIT for 60 s, so that late segments of this connection cannot reach a new one.</source>
        <translation>内核让 %1 在 TIME_WAIT 中停留 60 秒，这样本连接迟到的报文段就不会混入新连接。</translation>
    </message>
    <message>
        <source>As shutdown() was not called before, close() itself sends the FIN, behind all bytes written.</source>
        <translation>之前没有调用 shutdown()，所以由 close() 自己在写入的全部字节之后发送 FIN。</translation>
    </message>
    <message>
        <source>If the peer still sends, its bytes find no reader, and the kernel answers with RST.</source>
        <translation>如果对端继续发送，它的字节没有人读取，内核会用 RST 回答。</translation>
    </message>
    <message>
        <source>The peer’s FIN was there already; this close() sends ours, and the end goes from CLOSE_WAIT to LAST_ACK.</source>
        <translation>对端的 FIN 已经到达；这次 close() 发送我们的 FIN，这一端从 CLOSE_WAIT 进入 LAST_ACK。</translation>
    </message>
    <message>
        <source>Its FIN had been sent, but the peer has not closed its direction.</source>
        <translation>它的 FIN 已经发出，但对端还没有关闭它的方向。</translation>
    </message>
    <message>
        <source>Its FIN had been sent %1 before, but the peer has not closed its direction.</source>
        <translation>它的 FIN 在 %1之前就已发出，但对端还没有关闭它的方向。</translation>
    </message>
    <message>
        <source>The kernel keeps the end in FIN_WAIT_2 for up to 60 s, without a program that holds it; bytes that still come are answered with RST.</source>
        <translation>内核让这一端在没有程序持有的情况下停留在 FIN_WAIT_2，最长 60 秒；之后到来的字节用 RST 回答。</translation>
    </message>
    <message numerus="yes">
        <source>The %1 closed its socket while %n byte(s) from the peer were still unread.</source>
        <translation>
            <numerusform>%1关闭套接字时，还有来自对端的 %n 个字节没有读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel then sends RST instead of FIN, to tell the peer that its bytes were not taken (RFC 2525 §2.17).</source>
        <translation>这时内核发送 RST 而不是 FIN，告诉对端它的字节没有被取走（RFC 2525 §2.17）。</translation>
    </message>
    <message>
        <source>Reading to the end before close() avoids that.</source>
        <translation>在 close() 之前读到流结束，就可以避免这种情况。</translation>
    </message>
    <message>
        <source>The reset had ended the connection before, so no FIN is sent.</source>
        <translation>复位之前已经结束了连接，所以不再发送 FIN。</translation>
    </message>
    <message>
        <source>There is no TIME_WAIT: the pair of addresses %1, %2 is free for a new connection at once.</source>
        <translation>没有 TIME_WAIT：地址对 %1、%2 立即可以用于新连接。</translation>
    </message>
    <message>
        <source>The attempt to reach %1 is over, and its socket is given back with close().</source>
        <translation>连接 %1 的尝试已经结束，它的套接字用 close() 归还。</translation>
    </message>
    <message>
        <source>It never was a connection, so there is nothing to end: no FIN, no TIME_WAIT.</source>
        <translation>它从未成为连接，所以没有什么要结束：没有 FIN，也没有 TIME_WAIT。</translation>
    </message>
    <message>
        <source>Meanwhile bind() finds port %1 in use, as with the tutorial’s server, unless SO_REUSEADDR is set before.</source>
        <translation>在此期间 bind() 会发现端口 %1 被占用，就像教程的服务器那样，除非事先设置 SO_REUSEADDR。</translation>
    </message>
</context>
<context>
    <name>bothends::EndpointFields</name>
    <message>
        <source>Socket File to Listen On</source>
        <translation>要监听的套接字文件</translation>
    </message>
    <message>
        <source>Socket File to Connect To</source>
        <translation>要连接的套接字文件</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>地址(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>Po&amp;rt</source>
        <translation>端口(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>运行(&amp;U)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Client address</source>
        <translation>客户端地址</translation>
    </message>
    <message>
        <source>A host name or an address of the server.</source>
        <translation>服务器的主机名或地址。</translation>
    </message>
    <message>
        <source>Server port</source>
        <translation>服务器端口</translation>
    </message>
    <message>
        <source>Client port</source>
        <translation>客户端端口</translation>
    </message>
    <message>
        <source>Port 0 takes any free port.</source>
        <translation>端口 0 表示任意空闲端口。</translation>
    </message>
    <message>
        <source>Server path</source>
        <translation>服务器路径</translation>
    </message>
    <message>
        <source>Client path</source>
        <translation>客户端路径</translation>
    </message>
    <message>
        <source>The path of the socket’s file, at most 107 bytes. With @ in front it is an abstract name, which has no file.</source>
        <translation>套接字文件的路径，最多 107 字节。以 @ 开头则是抽象名称，没有文件。</translation>
    </message>
    <message>
        <source>Choose the socket’s file</source>
        <translation>选择套接字文件</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>Local stream</source>
        <translation>本地流</translation>
    </message>
    <message>
        <source>Local datagram</source>
        <translation>本地数据报</translation>
    </message>
    <message>
        <source>Raw (ICMP)</source>
        <translation>原始（ICMP）</translation>
    </message>
    <message>
        <source>AF_INET or AF_INET6, SOCK_STREAM: a stream of bytes between two ports</source>
        <translation>AF_INET 或 AF_INET6，SOCK_STREAM：两个端口之间的字节流</translation>
    </message>
    <message>
        <source>AF_INET or AF_INET6, SOCK_DGRAM: single datagrams between two ports</source>
        <translation>AF_INET 或 AF_INET6，SOCK_DGRAM：两个端口之间的一个个数据报</translation>
    </message>
    <message>
        <source>AF_UNIX, SOCK_STREAM: a stream of bytes within this machine</source>
        <translation>AF_UNIX，SOCK_STREAM：本机内的字节流</translation>
    </message>
    <message>
        <source>AF_UNIX, SOCK_DGRAM: single datagrams within this machine</source>
        <translation>AF_UNIX，SOCK_DGRAM：本机内的一个个数据报</translation>
    </message>
    <message>
        <source>ICMP echo, which has no ports: SOCK_RAW, or SOCK_DGRAM as a ping socket</source>
        <translation>ICMP 回显，没有端口：SOCK_RAW，或以 SOCK_DGRAM 作为 ping 套接字</translation>
    </message>
    <message>
        <source>Server type</source>
        <translation>服务器类型</translation>
    </message>
    <message>
        <source>Client type</source>
        <translation>客户端类型</translation>
    </message>
    <message>
        <source>Raw socket</source>
        <translation>原始套接字</translation>
    </message>
    <message>
        <source>Ping socket</source>
        <translation>ping 套接字</translation>
    </message>
    <message>
        <source>A raw socket needs a privilege and shows whole packets.</source>
        <translation>原始套接字需要特权，能看到完整的数据包。</translation>
    </message>
    <message>
        <source>A ping socket needs no privilege where the system permits it.</source>
        <translation>在系统允许时，ping 套接字不需要特权。</translation>
    </message>
    <message>
        <source>Server’s ICMP socket</source>
        <translation>服务器的 ICMP 套接字</translation>
    </message>
    <message>
        <source>Client’s ICMP socket</source>
        <translation>客户端的 ICMP 套接字</translation>
    </message>
    <message>
        <source>Signals (%1)</source>
        <translation>信号（%1）</translation>
    </message>
    <message>
        <source>Step by step (glass box)</source>
        <translation>逐步（玻璃盒）</translation>
    </message>
    <message>
        <source>Blocking loop (tutorial)</source>
        <translation>阻塞循环（教程）</translation>
    </message>
    <message>
        <source>The event loop tells what happened, and the program answers. Nothing waits.</source>
        <translation>事件循环告知发生了什么，程序作出响应，没有任何等待。</translation>
    </message>
    <message>
        <source>Each call on the socket by itself, with its real result; or all of them as usual, on a raw descriptor.</source>
        <translation>逐个进行套接字的每次调用，并显示真实结果；也可以像平常一样整体运行，但直接使用原始描述符。</translation>
    </message>
    <message>
        <source>The tutorial’s loop in a thread of its own, which sleeps in accept() and recv(): one client at a time.</source>
        <translation>教程中的循环在单独的线程里运行，会在 accept() 和 recv() 中休眠：一次只服务一个客户端。</translation>
    </message>
    <message>
        <source>How the server runs</source>
        <translation>服务器的运行方式</translation>
    </message>
    <message>
        <source>How the client runs</source>
        <translation>客户端的运行方式</translation>
    </message>
</context>
<context>
    <name>bothends::ErrorExplanations</name>
    <message>
        <source>Name not found</source>
        <translation>找不到名称</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>The machine is there: its kernel answered the SYN with RST, because no socket listens on port %1.</source>
        <translation>那台机器在：它的内核用 RST 回答了 SYN，因为没有套接字在端口 %1 上监听。</translation>
    </message>
    <message>
        <source>The machine is there: its kernel answered the SYN with RST, because no socket listens on port %1; Qt tries each address twice and gave up after %2.</source>
        <translation>那台机器在：它的内核用 RST 回答了 SYN，因为没有套接字在端口 %1 上监听；Qt 对每个地址尝试两次，%2后放弃。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Nobody answered the SYN, not even to refuse it, though the kernel repeated it.</source>
        <translation>没有人应答 SYN，连拒绝也没有，尽管内核重发过。</translation>
    </message>
    <message>
        <source>For %1 nobody answered the SYN, not even to refuse it, though the kernel repeated it.</source>
        <translation>在 %1内没有人应答 SYN，连拒绝也没有，尽管内核重发过。</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>The kernel repeated its segments until it gave up: the peer is gone without a FIN or RST.</source>
        <translation>内核反复重发报文段，最后放弃：对端没有发送 FIN 或 RST 就消失了。</translation>
    </message>
    <message>
        <source>No route</source>
        <translation>没有路由</translation>
    </message>
    <message>
        <source>The kernel knows no way to send a segment there, or a router has reported that it knows none.</source>
        <translation>内核不知道怎样把报文段送到那里，或者路由器报告说它不知道。</translation>
    </message>
    <message>
        <source>Address in use</source>
        <translation>地址正在使用</translation>
    </message>
    <message>
        <source>Not an address of this machine</source>
        <translation>不是本机的地址</translation>
    </message>
    <message>
        <source>bind() failed: a socket can only have an address that one of this machine’s network interfaces has.</source>
        <translation>bind() 失败：套接字只能使用本机某个网络接口所拥有的地址。</translation>
    </message>
    <message>
        <source>Not an address</source>
        <translation>不是地址</translation>
    </message>
    <message>
        <source>No socket was made: a server listens on an address of numbers, not on a name.</source>
        <translation>没有创建套接字：服务器在由数字组成的地址上监听，而不是在名称上。</translation>
    </message>
    <message>
        <source>No socket was made: there is nothing to connect to.</source>
        <translation>没有创建套接字：没有可以连接的目标。</translation>
    </message>
    <message>
        <source>Listening is not permitted</source>
        <translation>不允许监听</translation>
    </message>
    <message>
        <source>bind() failed: the system keeps port %1 for programs with a privilege.</source>
        <translation>bind() 失败：系统把端口 %1 留给有特权的程序。</translation>
    </message>
    <message>
        <source>Connecting is not permitted</source>
        <translation>不允许连接</translation>
    </message>
    <message>
        <source>connect() failed at once: a rule of this system, such as a firewall’s, forbids this destination.</source>
        <translation>connect() 立即失败：本系统的规则（例如防火墙的规则）禁止这个目标。</translation>
    </message>
    <message>
        <source>Each socket takes a file descriptor, and a process may have only a limited number of them (ulimit -n).</source>
        <translation>每个套接字占用一个文件描述符，而一个进程能拥有的描述符数量有限（ulimit -n）。</translation>
    </message>
    <message>
        <source>No descriptor for the listening socket</source>
        <translation>没有描述符可供监听套接字使用</translation>
    </message>
    <message>
        <source>No descriptor for another client</source>
        <translation>没有描述符可供新的客户端使用</translation>
    </message>
    <message>
        <source>No descriptor for the client’s socket</source>
        <translation>没有描述符可供客户端的套接字使用</translation>
    </message>
    <message>
        <source>Reset while connecting</source>
        <translation>连接过程中被复位</translation>
    </message>
    <message>
        <source>The peer answered and then broke off before the client was told that it is connected.</source>
        <translation>对端先作了应答，却在客户端得知已连接之前断开了。</translation>
    </message>
    <message>
        <source>Connection reset</source>
        <translation>连接被复位</translation>
    </message>
    <message>
        <source>A segment with RST came; both directions ended at once.</source>
        <translation>收到了带 RST 的报文段；两个方向立即结束。</translation>
    </message>
    <message>
        <source>Connecting was cancelled</source>
        <translation>连接已取消</translation>
    </message>
    <message>
        <source>No socket had been made yet.</source>
        <translation>当时还没有创建套接字。</translation>
    </message>
    <message>
        <source>The socket was closed %1 after connect(), and the kernel stops repeating the SYN.</source>
        <translation>在 connect() 之后 %1，套接字被关闭，内核不再重发 SYN。</translation>
    </message>
    <message>
        <source>Message not sent</source>
        <translation>消息未发送</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n byte(s) of this message was taken, so the stream stays whole.</source>
        <translation>
            <numerusform>这条消息的 %n 个字节一个也没有收下，所以流保持完整。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this message was taken, so the stream stays whole.</source>
        <translation>这条消息一点也没有收下，所以流保持完整。</translation>
    </message>
    <message>
        <source>Nothing to send on</source>
        <translation>没有可用于发送的连接</translation>
    </message>
    <message>
        <source>A write needs a connection whose sending direction is open; after shutdown() or close() it is not.</source>
        <translation>写入需要一个发送方向仍然打开的连接；在 shutdown() 或 close() 之后就不是了。</translation>
    </message>
    <message>
        <source>Not in this encoding</source>
        <translation>此编码中没有</translation>
    </message>
    <message>
        <source>Sockets carry bytes: text must be encoded first, and nothing was sent rather than a question mark.</source>
        <translation>套接字传送的是字节：文本必须先编码；这里宁可什么也不发送，也不发送问号。</translation>
    </message>
    <message>
        <source>Client turned away</source>
        <translation>客户端被谢绝</translation>
    </message>
    <message>
        <source>Accept queue overflow</source>
        <translation>接受队列溢出</translation>
    </message>
    <message>
        <source>Clients came faster than the program accepted them; the kernel drops a SYN in silence.</source>
        <translation>客户端到来的速度超过程序接受的速度；内核会默默丢弃 SYN。</translation>
    </message>
    <message numerus="yes">
        <source>With the backlog of %1, %n client(s) fit; they came faster than the program accepted them.</source>
        <translation>
            <numerusform>积压上限为 %1 时，可容纳 %n 个客户端；它们到来的速度超过了程序接受的速度。</numerusform>
        </translation>
    </message>
    <message>
        <source>Unsent bytes discarded</source>
        <translation>未发送的字节被丢弃</translation>
    </message>
    <message>
        <source>They waited in this program because the kernel’s send buffer was full: the peer did not read.</source>
        <translation>它们在本程序中等待，因为内核的发送缓冲区已满：对端没有读取。</translation>
    </message>
    <message>
        <source>This program has no better words for it than the system’s own.</source>
        <translation>对此，本程序没有比系统自己更好的说法。</translation>
    </message>
    <message>
        <source>The server could not start</source>
        <translation>服务器无法启动</translation>
    </message>
    <message>
        <source>A client could not be accepted</source>
        <translation>无法接受客户端</translation>
    </message>
    <message>
        <source>The client could not connect</source>
        <translation>客户端无法连接</translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation>连接失败</translation>
    </message>
    <message>
        <source>Sockets know only numbers: a name is looked up first (getaddrinfo), and no socket was made yet.</source>
        <translation>套接字只认识数字：名称要先查询（getaddrinfo），还没有建立套接字。</translation>
    </message>
    <message>
        <source>bind() failed: at one address, port %1 can belong to one socket only.</source>
        <translation>bind() 失败：在同一个地址上，端口 %1 只能属于一个套接字。</translation>
    </message>
    <message>
        <source>The client was accepted, because only then one can talk to it; it got a line of text and the end of the stream.</source>
        <translation>客户端先被接受，因为只有这样才能和它说话；它收到一行文本，然后是流的结束。</translation>
    </message>
</context>
<context>
    <name>bothends::ErrorTexts</name>
    <message>
        <source>The name “%1” was not found.</source>
        <translation>找不到主机名“%1”。</translation>
    </message>
    <message>
        <source>Check the spelling, or type an address such as 127.0.0.1.</source>
        <translation>请检查拼写，或输入 127.0.0.1 这样的地址。</translation>
    </message>
    <message>
        <source>%1 refused the connection: nothing listens there.</source>
        <translation>%1 拒绝连接：那里没有监听套接字。</translation>
    </message>
    <message>
        <source>Start the server first, or check address and port.</source>
        <translation>请先启动服务器，或检查地址和端口。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 未能及时应答。</translation>
    </message>
    <message>
        <source>The host may be off, a firewall may drop the packets, or the server’s accept queue is full.</source>
        <translation>主机可能已关机，数据包可能被防火墙丢弃，也可能是服务器的接受队列已满。</translation>
    </message>
    <message>
        <source>There is no route to %1.</source>
        <translation>没有通往 %1 的路由。</translation>
    </message>
    <message>
        <source>Check the address and this machine’s network connection.</source>
        <translation>请检查地址和本机的网络连接。</translation>
    </message>
    <message>
        <source>%1 is already in use by another socket.</source>
        <translation>%1 已被另一个套接字占用。</translation>
    </message>
    <message>
        <source>Stop the program that listens there, choose another port, or use port 0 for any free one.</source>
        <translation>请停止在那里监听的程序，或换一个端口，也可使用端口 0 自动选择空闲端口。</translation>
    </message>
    <message>
        <source>%1 is not an address of this machine.</source>
        <translation>%1 不是本机的地址。</translation>
    </message>
    <message>
        <source>Choose one of the addresses in the list; 127.0.0.1 always works.</source>
        <translation>请从列表中选择一个地址；127.0.0.1 始终可用。</translation>
    </message>
    <message>
        <source>“%1” is not an address.</source>
        <translation>“%1”不是有效的地址。</translation>
    </message>
    <message>
        <source>Type an address such as 127.0.0.1 or ::1.</source>
        <translation>请输入 127.0.0.1 或 ::1 这样的地址。</translation>
    </message>
    <message>
        <source>The system does not permit listening or connecting on %1.</source>
        <translation>系统不允许在 %1 上监听或连接。</translation>
    </message>
    <message>
        <source>Ports below 1024 need a privilege: choose a port from 1024 to 65535.</source>
        <translation>1024 以下的端口需要特权：请选择 1024 到 65535 之间的端口。</translation>
    </message>
    <message>
        <source>This program has no free file descriptor for another socket.</source>
        <translation>本程序没有空闲的文件描述符，无法再创建套接字。</translation>
    </message>
    <message>
        <source>Close some connections; waiting clients are accepted by themselves as soon as descriptors are free.</source>
        <translation>请关闭一些连接；一旦有空闲的描述符，就会自动接受等待中的客户端。</translation>
    </message>
    <message>
        <source>The peer aborted, or closed while data from here was still unread.</source>
        <translation>对端中止了连接，或在本端的数据尚未读取完时就关闭了套接字。</translation>
    </message>
    <message>
        <source>Connecting to %1 was cancelled.</source>
        <translation>已取消连接 %1。</translation>
    </message>
    <message>
        <source>Connect again when you are ready.</source>
        <translation>准备好后可再次连接。</translation>
    </message>
    <message numerus="yes">
        <source>The message does not fit into the outgoing queue: %n byte(s) are waiting because the peer does not read.</source>
        <translation>
            <numerusform>发送队列放不下这条消息：由于对端没有读取，还有 %n 字节在等待发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>Wait until the peer reads, send less, or end the connection.</source>
        <translation>请等待对端读取、减少发送量，或结束连接。</translation>
    </message>
    <message>
        <source>Connect first.</source>
        <translation>请先连接。</translation>
    </message>
    <message>
        <source>The character “%1” does not exist in this encoding.</source>
        <translation>此编码中没有字符“%1”。</translation>
    </message>
    <message>
        <source>Choose another encoding (UTF-8 has every character) or remove it.</source>
        <translation>请选择其他编码（UTF-8 包含所有字符），或删除该字符。</translation>
    </message>
    <message numerus="yes">
        <source>The connection limit of %n connection(s) is reached: %1 was told so and closed.</source>
        <translation>
            <numerusform>已达到 %n 个连接的上限：已告知 %1 并关闭其连接。</numerusform>
        </translation>
    </message>
    <message>
        <source>Disconnect a client, or raise the limit.</source>
        <translation>请断开一个客户端，或提高连接上限。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that were still waiting to be sent were discarded.</source>
        <translation>
            <numerusform>仍在等待发送的 %n 字节已被丢弃。</numerusform>
        </translation>
    </message>
    <message>
        <source>Disconnect in order instead of aborting when everything must arrive.</source>
        <translation>如果所有数据都必须送达，请正常断开，不要中止连接。</translation>
    </message>
    <message>
        <source>The system reported an error (number %1).</source>
        <translation>系统报告了错误（编号 %1）。</translation>
    </message>
    <message>
        <source>The system reported: %1</source>
        <translation>系统报告：%1</translation>
    </message>
    <message>
        <source>Check address and port, then try again.</source>
        <translation>请检查地址和端口，然后重试。</translation>
    </message>
    <message numerus="yes">
        <source>The accept queue of %1 was full: the kernel dropped %n connection attempt(s).</source>
        <translation>
            <numerusform>%1 的接受队列已满：内核丢弃了 %n 次连接尝试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Most of these clients try again by themselves; a larger backlog gives them room to wait.</source>
        <translation>这些客户端大多会自行重试；增大积压上限可让它们排队等待。</translation>
    </message>
    <message>
        <source>This system does not tell the kernel’s socket states and queues.</source>
        <translation>此系统不提供内核的套接字状态和队列。</translation>
    </message>
    <message>
        <source>Everything else works: the life lines show what calls and signals lead to, hatched.</source>
        <translation>其余一切照常：生命线以斜线显示由调用和信号推断的状态。</translation>
    </message>
    <message>
        <source>The system does not permit this.</source>
        <translation>系统不允许这样做。</translation>
    </message>
    <message>
        <source>Choose something that needs no privilege, or ask who administers it.</source>
        <translation>请选择不需要特权的方式，或询问系统管理员。</translation>
    </message>
    <message>
        <source>The system does not permit access to %1.</source>
        <translation>系统不允许访问 %1。</translation>
    </message>
    <message>
        <source>Choose a path in a folder of your own, or ask its owner.</source>
        <translation>请选择您自己文件夹中的路径，或询问其所有者。</translation>
    </message>
    <message>
        <source>The system refused this call with the number %1.</source>
        <translation>系统以编号 %1 拒绝了这次调用。</translation>
    </message>
    <message>
        <source>The manual page of the call says when that happens.</source>
        <translation>该调用的手册页说明了何时会这样。</translation>
    </message>
    <message>
        <source>The system refused this call: %1.</source>
        <translation>系统拒绝了这次调用：%1。</translation>
    </message>
    <message>
        <source>Start the server first, or check the name.</source>
        <translation>请先启动服务器，或检查名称。</translation>
    </message>
    <message>
        <source>Stop the program that listens there, or choose another name.</source>
        <translation>请停止在那里监听的程序，或选择其他名称。</translation>
    </message>
    <message>
        <source>%1 reset the connection: it ended at once, and data on its way may be lost.</source>
        <translation>%1 复位了连接：连接立即结束，途中的数据可能丢失。</translation>
    </message>
    <message>
        <source>This socket is not connected.</source>
        <translation>该套接字没有连接。</translation>
    </message>
    <message>
        <source>Nothing is there yet, or there is no room: a blocking call would sleep now.</source>
        <translation>还没有数据，或者没有空间：阻塞的调用此时会睡眠。</translation>
    </message>
    <message>
        <source>Call again when something has arrived, or when the peer has read.</source>
        <translation>等有数据到达或对端读取之后再次调用。</translation>
    </message>
    <message>
        <source>Connecting has begun and goes on by itself.</source>
        <translation>连接已经开始，并会自行继续。</translation>
    </message>
    <message>
        <source>Wait for the signal that tells how it ended.</source>
        <translation>请等待告知结果的信号。</translation>
    </message>
    <message>
        <source>The call makes no sense in the state that this socket is in.</source>
        <translation>以该套接字目前的状态，这次调用没有意义。</translation>
    </message>
    <message>
        <source>Look at the calls before it: a server binds once, listens, then accepts.</source>
        <translation>请查看之前的调用：服务器绑定一次，监听，然后接受。</translation>
    </message>
    <message>
        <source>Nothing can be sent: this direction is closed, or was never open.</source>
        <translation>无法发送：这个方向已关闭，或从未打开。</translation>
    </message>
    <message>
        <source>Connect first; after an end make a new connection.</source>
        <translation>请先连接；结束之后请建立新的连接。</translation>
    </message>
    <message>
        <source>This socket is connected already.</source>
        <translation>该套接字已经连接。</translation>
    </message>
    <message>
        <source>Use it as it is, or make a new socket for another connection.</source>
        <translation>请直接使用它，或为另一个连接新建套接字。</translation>
    </message>
    <message>
        <source>The datagram has no receiver.</source>
        <translation>该数据报没有接收者。</translation>
    </message>
    <message>
        <source>Give an address with sendto(), or note one with connect() before.</source>
        <translation>请用 sendto() 给出地址，或事先用 connect() 记下地址。</translation>
    </message>
    <message>
        <source>This descriptor is closed, or belongs to no socket.</source>
        <translation>该描述符已关闭，或不属于任何套接字。</translation>
    </message>
    <message>
        <source>Make a new socket.</source>
        <translation>请新建套接字。</translation>
    </message>
    <message>
        <source>This type of socket does not know the call.</source>
        <translation>这种类型的套接字没有这个调用。</translation>
    </message>
    <message>
        <source>Use a call of its type: only streams listen and accept.</source>
        <translation>请使用该类型的调用：只有流才能监听和接受。</translation>
    </message>
    <message>
        <source>This socket has no such option.</source>
        <translation>该套接字没有这个选项。</translation>
    </message>
    <message>
        <source>Choose an option of its own family and type.</source>
        <translation>请选择属于其地址族和类型的选项。</translation>
    </message>
    <message>
        <source>A privilege is missing for this.</source>
        <translation>缺少所需的特权。</translation>
    </message>
    <message>
        <source>Choose what needs none: for ICMP that is the ping socket.</source>
        <translation>请选择不需要特权的方式：对 ICMP 来说是 ping 套接字。</translation>
    </message>
    <message>
        <source>This system has no socket of this family, type and protocol.</source>
        <translation>该系统没有这种地址族、类型和协议的套接字。</translation>
    </message>
    <message>
        <source>Choose another type of socket, or IPv4 instead of IPv6.</source>
        <translation>请选择其他类型的套接字，或用 IPv4 代替 IPv6。</translation>
    </message>
    <message numerus="yes">
        <source>A datagram of %n byte(s) does not go out in one piece.</source>
        <translation>
            <numerusform>%n 字节的数据报无法整个发出。</numerusform>
        </translation>
    </message>
    <message>
        <source>The datagram does not go out in one piece.</source>
        <translation>该数据报无法整个发出。</translation>
    </message>
    <message>
        <source>Send less, or several datagrams: over IPv4 one carries at most 65,507 bytes.</source>
        <translation>请少发一些，或分成多个数据报：在 IPv4 上一个最多 65,507 字节。</translation>
    </message>
    <message>
        <source>The system has no buffer left for this.</source>
        <translation>系统没有剩余的缓冲区。</translation>
    </message>
    <message>
        <source>Wait until the receiver has read, then try again.</source>
        <translation>请等接收者读取之后再试。</translation>
    </message>
    <message>
        <source>%1 is too long for the name of a socket: 107 bytes are the most.</source>
        <translation>%1 作为套接字名称太长：最多 107 字节。</translation>
    </message>
    <message>
        <source>Choose a shorter path.</source>
        <translation>请选择更短的路径。</translation>
    </message>
    <message>
        <source>The folder for %1 does not exist.</source>
        <translation>%1 所在的文件夹不存在。</translation>
    </message>
    <message>
        <source>Make the folder first, or choose a path in one that is there.</source>
        <translation>请先创建该文件夹，或选择已有文件夹中的路径。</translation>
    </message>
    <message>
        <source>There is no socket at %1.</source>
        <translation>%1 处没有套接字。</translation>
    </message>
    <message>
        <source>Start the server first, or check the path.</source>
        <translation>请先启动服务器，或检查路径。</translation>
    </message>
    <message>
        <source>%1 is left over from a server that is gone: nobody listens there.</source>
        <translation>%1 是已结束的服务器留下的：没有程序在那里监听。</translation>
    </message>
    <message>
        <source>Remove the file, then start again; it is never removed unasked.</source>
        <translation>请删除该文件后重新启动；未经要求绝不会删除它。</translation>
    </message>
    <message>
        <source>%1 is there and is not a socket.</source>
        <translation>%1 已经存在，而且不是套接字。</translation>
    </message>
    <message>
        <source>Choose another path; what is there stays as it is.</source>
        <translation>请选择其他路径；已有的内容保持不变。</translation>
    </message>
    <message>
        <source>The socket at %1 is of another type.</source>
        <translation>%1 处的套接字是另一种类型。</translation>
    </message>
    <message>
        <source>Choose the same type at both ends: stream or datagram.</source>
        <translation>请在两端选择相同的类型：流或数据报。</translation>
    </message>
    <message>
        <source>This endpoint does not offer the call.</source>
        <translation>该端点不提供这个调用。</translation>
    </message>
    <message>
        <source>Use a socket that is driven step by step.</source>
        <translation>请使用逐步操作的套接字。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read.</source>
        <translation>无法读取文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>Check that it is a file that you may read.</source>
        <translation>请确认它是您可以读取的文件。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2.</source>
        <translation>无法写入文件 %1：%2。</translation>
    </message>
    <message>
        <source>Choose a folder in which you may write.</source>
        <translation>请选择您可以写入的文件夹。</translation>
    </message>
    <message>
        <source>%1 exists already and is not overwritten.</source>
        <translation>%1 已经存在，不会被覆盖。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>%1 became shorter while it was sent: not all announced bytes went.</source>
        <translation>%1 在发送期间变短了：并非所有宣布的字节都已发送。</translation>
    </message>
    <message>
        <source>Send it again when no other program changes it any more.</source>
        <translation>等没有其他程序修改它时再次发送。</translation>
    </message>
    <message>
        <source>%1 is empty: there is nothing to send.</source>
        <translation>%1 是空的：没有可发送的内容。</translation>
    </message>
    <message>
        <source>Choose a file that has content.</source>
        <translation>请选择有内容的文件。</translation>
    </message>
    <message>
        <source>The disk has no space left for %1.</source>
        <translation>磁盘没有剩余空间存放 %1。</translation>
    </message>
    <message>
        <source>Free some space; what the peer still sends is not read meanwhile.</source>
        <translation>请腾出一些空间；在此期间不读取对端继续发送的数据。</translation>
    </message>
    <message>
        <source>The transfer of %1 was cancelled.</source>
        <translation>%1 的传输已取消。</translation>
    </message>
    <message>
        <source>What went before stays where it is; begin again when you are ready.</source>
        <translation>之前传输的内容保持不变；准备好后请重新开始。</translation>
    </message>
    <message>
        <source>The call before goes on and is not over.</source>
        <translation>之前的调用仍在进行，尚未结束。</translation>
    </message>
    <message>
        <source>Wait for what comes of it.</source>
        <translation>请等待它的结果。</translation>
    </message>
    <message>
        <source>%1 is out of range.</source>
        <translation>%1 超出了允许的范围。</translation>
    </message>
    <message>
        <source>A buffer has 1 byte to 16 MiB and gets the nearest size; an offset lies within its file.</source>
        <translation>缓冲区的大小为 1 字节到 16 MiB，将使用最接近的大小；偏移量必须在文件之内。</translation>
    </message>
    <message>
        <source>%1 is no session of BothEnds, or it is damaged.</source>
        <translation>%1 不是 BothEnds 的会话，或者已损坏。</translation>
    </message>
    <message>
        <source>%1 is no session of BothEnds, or it is damaged (%2).</source>
        <translation>%1 不是 BothEnds 的会话，或者已损坏（%2）。</translation>
    </message>
    <message>
        <source>What could be read before the damage is shown; try another copy.</source>
        <translation>损坏之前能读取的内容仍会显示；请尝试另一份副本。</translation>
    </message>
    <message>
        <source>%1 was written by a newer BothEnds (format %2).</source>
        <translation>%1 由更新版本的 BothEnds 写成（格式 %2）。</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>请用那个版本打开。</translation>
    </message>
    <message>
        <source>%1 is no pcapng or pcap file, or it is damaged (%2).</source>
        <translation>%1 不是 pcapng 或 pcap 文件，或者已损坏（%2）。</translation>
    </message>
    <message>
        <source>Your quota on the disk is exhausted: there is no room for %1.</source>
        <translation>您在该磁盘上的配额已用尽：没有空间存放 %1。</translation>
    </message>
    <message>
        <source>%1 was removed or replaced while it was written.</source>
        <translation>%1 在写入期间被删除或替换。</translation>
    </message>
    <message>
        <source>What is recorded there is lost at the end: go on in another file.</source>
        <translation>写入其中的记录在结束时会丢失：请换一个文件继续。</translation>
    </message>
</context>
<context>
    <name>bothends::EventTexts</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>the socket has its address</source>
        <translation>套接字已绑定地址</translation>
    </message>
    <message numerus="yes">
        <source>ready: up to %n client(s) may wait for accept</source>
        <translation>
            <numerusform>就绪：最多 %n 个客户端可以等待接受</numerusform>
        </translation>
    </message>
    <message>
        <source>newConnection() from %1</source>
        <translation>newConnection()，来自 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>从 %1 发起</translation>
    </message>
    <message>
        <source>signal: the handshake is complete</source>
        <translation>信号：握手完成</translation>
    </message>
    <message>
        <source>end of stream: the peer has no more to send</source>
        <translation>流结束：对端不再发送数据</translation>
    </message>
    <message>
        <source>the connection is reset, nothing more is sent</source>
        <translation>连接已复位，不再发送任何数据</translation>
    </message>
    <message>
        <source>no more to send; still reading</source>
        <translation>不再发送，但仍可读取</translation>
    </message>
    <message>
        <source>the server stops listening</source>
        <translation>服务器停止监听</translation>
    </message>
    <message>
        <source>the socket is gone</source>
        <translation>套接字已释放</translation>
    </message>
    <message>
        <source>new clients wait in the accept queue</source>
        <translation>新客户端将在接受队列中等待</translation>
    </message>
    <message>
        <source>waiting clients are accepted</source>
        <translation>开始接受等待中的客户端</translation>
    </message>
    <message numerus="yes">
        <source>sent %n byte(s)</source>
        <translation>
            <numerusform>发送 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>greeting</source>
        <translation>问候语</translation>
    </message>
    <message>
        <source>echo</source>
        <translation>回显</translation>
    </message>
    <message numerus="yes">
        <source>received %n byte(s) in 1 read</source>
        <translation>
            <numerusform>1 次读取收到 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message numerus="yes">
        <source>sent greeting, %n byte(s): %1</source>
        <translation>
            <numerusform>发送问候语，%n 字节：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Between the parts of a row’s description, such as “0.2 ms, Server, accept() → #1”.</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>accept queue: %1 of %2</source>
        <translation>接受队列：%1 / %2</translation>
    </message>
    <message>
        <source>waits in the accept queue</source>
        <translation>在接受队列中等待</translation>
    </message>
    <message numerus="yes">
        <source>for %n more second(s)</source>
        <translation>
            <numerusform>还有 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) unread</source>
        <translation>
            <numerusform>%n 字节未读</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) not sent yet</source>
        <translation>
            <numerusform>%n 字节尚未发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) not acknowledged yet</source>
        <translation>
            <numerusform>%n 字节尚未确认</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing waits in the kernel</source>
        <translation>内核中没有等待的数据</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) %1 from the middle of a character</source>
        <translation>
            <numerusform>%n 个字节 %1 是一个字符的中间部分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n byte(s) %1 complete %2</source>
        <translation>
            <numerusform>开头 %n 个字节 %1 补全了“%2”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last %n byte(s) %1 begin a character that is cut here</source>
        <translation>
            <numerusform>末尾 %n 个字节 %1 是一个字符的开头，在此处被切断</numerusform>
        </translation>
    </message>
    <message>
        <source>sending is shut down</source>
        <translation>发送方向已关闭</translation>
    </message>
    <message>
        <source>reading is shut down</source>
        <translation>读取方向已关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n datagram(s) dropped so far</source>
        <translation>
            <numerusform>至今丢弃 %n 个数据报</numerusform>
        </translation>
    </message>
    <message>
        <source>new %1</source>
        <translation>新建：%1</translation>
    </message>
    <message>
        <source>new %1, descriptor %2</source>
        <translation>新建：%1，描述符 %2</translation>
    </message>
    <message>
        <source>from %1, descriptor %2</source>
        <translation>来自 %1，描述符 %2</translation>
    </message>
    <message>
        <source>nothing is sent: the peer is only noted</source>
        <translation>不发送任何内容：只记下对端</translation>
    </message>
    <message>
        <source>connected at once</source>
        <translation>立即连接</translation>
    </message>
    <message>
        <source>connected at once, from %1</source>
        <translation>立即连接，来自 %1</translation>
    </message>
    <message>
        <source>the peer is noted</source>
        <translation>已记下对端</translation>
    </message>
    <message>
        <source>signal: connected</source>
        <translation>信号：已连接</translation>
    </message>
    <message>
        <source>the handshake is complete</source>
        <translation>握手完成</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>no more to read; the peer is not told</source>
        <translation>不再读取；对端不会得知</translation>
    </message>
    <message>
        <source>no more to send, no more to read</source>
        <translation>不再发送，也不再读取</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>done: it is %1 now</source>
        <translation>完成：现在是 %1</translation>
    </message>
    <message>
        <source>the kernel made %1 of it</source>
        <translation>内核将其变为 %1</translation>
    </message>
    <message>
        <source>nothing waits in the program’s own buffer</source>
        <translation>程序自己的缓冲区中没有等待的数据</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) have left the kernel but not yet the program</source>
        <translation>
            <numerusform>%n 字节已离开内核，但还没有交给程序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a line of %n byte(s)</source>
        <translation>
            <numerusform>一行，%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>the thread is in this call until a client comes</source>
        <translation>线程停在这个调用中，直到有客户端到来</translation>
    </message>
    <message>
        <source>the thread is in this call until something arrives</source>
        <translation>线程停在这个调用中，直到有数据到达</translation>
    </message>
    <message>
        <source>the thread is in this call until it returns</source>
        <translation>线程停在这个调用中，直到它返回</translation>
    </message>
    <message>
        <source>it runs</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>it sleeps</source>
        <translation>正在睡眠</translation>
    </message>
    <message>
        <source>it sleeps in %1()</source>
        <translation>睡眠在 %1() 中</translation>
    </message>
    <message>
        <source>it sleeps in %1(), at %2</source>
        <translation>睡眠在 %1() 中，位于 %2</translation>
    </message>
    <message>
        <source>what is received goes to this file</source>
        <translation>收到的内容存入此文件</translation>
    </message>
    <message>
        <source>the file begins to be sent</source>
        <translation>开始发送该文件</translation>
    </message>
    <message>
        <source>%1 bytes of the file are to be sent</source>
        <translation>将发送该文件的 %1 字节</translation>
    </message>
    <message>
        <source>done: %1 bytes were sent</source>
        <translation>完成：已发送 %1 字节</translation>
    </message>
    <message>
        <source>done: %1 bytes were saved</source>
        <translation>完成：已保存 %1 字节</translation>
    </message>
    <message>
        <source>bytes %1 to %2 of the file %3</source>
        <translation>文件 %3 的第 %1 到 %2 字节</translation>
    </message>
    <message>
        <source>sent 1 datagram, empty</source>
        <translation>发送 1 个数据报，空</translation>
    </message>
    <message numerus="yes">
        <source>sent 1 datagram, %n byte(s)</source>
        <translation>
            <numerusform>发送 1 个数据报，%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>sent %1 of %2 bytes</source>
        <translation>发送了 %2 字节中的 %1 字节</translation>
    </message>
    <message>
        <source>received 1 datagram, empty</source>
        <translation>收到 1 个数据报，空</translation>
    </message>
    <message numerus="yes">
        <source>received 1 datagram, %n byte(s)</source>
        <translation>
            <numerusform>收到 1 个数据报，%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>cut: %1 of %2 bytes</source>
        <translation>截断：%2 字节中的 %1 字节</translation>
    </message>
    <message>
        <source>%1 of %2 cells filled</source>
        <translation>%2 格中填充了 %1 格</translation>
    </message>
    <message numerus="yes">
        <source>%n ancillary item(s)</source>
        <translation>
            <numerusform>%n 项辅助数据</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>What was done, and the text of the bytes.</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Local stream</source>
        <translation>本地流</translation>
    </message>
    <message>
        <source>Local datagram</source>
        <translation>本地数据报</translation>
    </message>
    <message>
        <source>Raw ICMP</source>
        <translation>原始 ICMP</translation>
    </message>
    <message>
        <source>Ping ICMP</source>
        <translation>ICMP 回显（ping）</translation>
    </message>
    <message>
        <source>TCP socket</source>
        <translation>TCP 套接字</translation>
    </message>
    <message>
        <source>UDP socket</source>
        <translation>UDP 套接字</translation>
    </message>
    <message>
        <source>local stream socket</source>
        <translation>本地流套接字</translation>
    </message>
    <message>
        <source>local datagram socket</source>
        <translation>本地数据报套接字</translation>
    </message>
    <message>
        <source>raw ICMP socket</source>
        <translation>原始 ICMP 套接字</translation>
    </message>
    <message>
        <source>ping socket</source>
        <translation>ping 套接字</translation>
    </message>
    <message>
        <source>the socket has its name</source>
        <translation>套接字有了名称</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) seen; they stay in the kernel</source>
        <translation>
            <numerusform>看到 %n 字节；它们留在内核中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the receive buffer was full: the kernel dropped %n datagram(s)</source>
        <translation>
            <numerusform>接收缓冲区已满：内核丢弃了 %n 个数据报</numerusform>
        </translation>
    </message>
    <message>
        <source>thrown away by MSG_TRUNC: the program did not get these bytes</source>
        <translation>被 MSG_TRUNC 丢弃：程序没有得到这些字节</translation>
    </message>
    <message>
        <source>nothing: reading is shut down</source>
        <translation>没有数据：读取方向已关闭</translation>
    </message>
    <message>
        <source>ready: it listens already</source>
        <translation>就绪：它已在监听</translation>
    </message>
    <message>
        <source>receive buffer: %1 of %2 bytes in use</source>
        <translation>接收缓冲区已用 %1 / %2 字节</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>what comes before it is missing here</source>
        <translation>此前的数据未捕获</translation>
    </message>
    <message>
        <source>the same ACK once more</source>
        <translation>重复的 ACK</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>no room for more</source>
        <translation>没有空间了</translation>
    </message>
    <message>
        <source>room again</source>
        <translation>窗口更新</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>first fragment only</source>
        <translation>仅第一个分片</translation>
    </message>
    <message>
        <source>cut in the capture: %1 of %2 bytes</source>
        <translation>抓包时被截断：%2 字节中的 %1 字节</translation>
    </message>
</context>
<context>
    <name>bothends::ExplainPane</name>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何内容</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Select a mark in the timeline, or a row of the log, to read what happened there, and why.</source>
        <translation>在时间线中选择一个标记，或在日志中选择一行，就能读到那里发生了什么以及为什么。</translation>
    </message>
</context>
<context>
    <name>bothends::ExplanationTexts</name>
    <message>
        <source>A socket call of this program, with its result.</source>
        <translation>本程序的一次套接字调用及其结果。</translation>
    </message>
    <message>
        <source>A signal of Qt’s that fired, at the time when this program was told.</source>
        <translation>Qt 发出的一个信号，时间是本程序得到通知的时刻。</translation>
    </message>
    <message>
        <source>What the kernel answered when it was asked for this socket.</source>
        <translation>向内核询问这个套接字时得到的回答。</translation>
    </message>
    <message>
        <source>A segment that was captured on its way.</source>
        <translation>在途中捕获的报文段。</translation>
    </message>
    <message>
        <source>Concluded from other marks, not seen.</source>
        <translation>由其他标记推断得出，并未看到。</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>积压上限</translation>
    </message>
    <message>
        <source>Descriptor</source>
        <translation>描述符</translation>
    </message>
    <message>
        <source>Message, bytes</source>
        <translation>消息字节数</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Offset in the stream</source>
        <translation>在流中的偏移</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>First bytes</source>
        <translation>开头的字节</translation>
    </message>
    <message>
        <source>End of a cut character</source>
        <translation>被切断字符的结尾</translation>
    </message>
    <message>
        <source>Start of a cut character</source>
        <translation>被切断字符的开头</translation>
    </message>
    <message>
        <source>Read in events</source>
        <translation>读取它的事件</translation>
    </message>
    <message>
        <source>Written in events</source>
        <translation>写入它的事件</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>From the system</source>
        <translation>系统的说法</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Held by a process</source>
        <translation>有进程持有</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no (inode 0)</source>
        <translation>否（inode 0）</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>Unread, bytes</source>
        <translation>未读字节数</translation>
    </message>
    <message>
        <source>Unacknowledged, bytes</source>
        <translation>未确认字节数</translation>
    </message>
    <message>
        <source>Unsent, bytes</source>
        <translation>未发送字节数</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>定时器</translation>
    </message>
    <message>
        <source>Time, ms</source>
        <translation>时间（毫秒）</translation>
    </message>
    <message>
        <source>Clock, UTC</source>
        <translation>时钟（UTC）</translation>
    </message>
    <message>
        <source>Signal or call</source>
        <translation>信号或调用</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Own address</source>
        <translation>本端地址</translation>
    </message>
    <message>
        <source>Peer address</source>
        <translation>对端地址</translation>
    </message>
    <message>
        <source>Socket, number</source>
        <translation>套接字编号</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Event, number</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>Dropped datagrams</source>
        <translation>丢弃的数据报</translation>
    </message>
    <message>
        <source>Thread, number</source>
        <translation>线程编号</translation>
    </message>
    <message>
        <source>State of the thread</source>
        <translation>线程状态</translation>
    </message>
    <message>
        <source>System call</source>
        <translation>系统调用</translation>
    </message>
    <message>
        <source>Sleeps in the kernel at</source>
        <translation>在内核中睡眠于</translation>
    </message>
    <message>
        <source>Asked for, bytes</source>
        <translation>要求的字节数</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>返回值</translation>
    </message>
    <message>
        <source>Flags asked for</source>
        <translation>要求的标志</translation>
    </message>
    <message>
        <source>Flags returned</source>
        <translation>返回的标志</translation>
    </message>
    <message>
        <source>Size of the datagram, bytes</source>
        <translation>数据报大小，字节</translation>
    </message>
    <message>
        <source>Buffer for ancillary data, bytes</source>
        <translation>辅助数据缓冲区，字节</translation>
    </message>
    <message>
        <source>Ancillary data</source>
        <translation>辅助数据</translation>
    </message>
    <message>
        <source>Value asked for</source>
        <translation>要求的值</translation>
    </message>
    <message>
        <source>Value in the kernel</source>
        <translation>内核中的值</translation>
    </message>
    <message>
        <source>In the program’s buffer, bytes</source>
        <translation>程序缓冲区中，字节</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Place in the file</source>
        <translation>在文件中的位置</translation>
    </message>
    <message>
        <source>Type of the socket</source>
        <translation>套接字类型</translation>
    </message>
    <message>
        <source>Packet in the capture</source>
        <translation>抓包中的编号</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Sequence number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Acknowledgment number</source>
        <translation>确认号</translation>
    </message>
    <message>
        <source>Window, bytes</source>
        <translation>窗口（字节）</translation>
    </message>
    <message>
        <source>Maximum segment size</source>
        <translation>最大报文段长度</translation>
    </message>
    <message>
        <source>Window scale</source>
        <translation>窗口扩大因子</translation>
    </message>
    <message>
        <source>Comment in the capture</source>
        <translation>抓包中的注释</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
</context>
<context>
    <name>bothends::ExplanationWords</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 个字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>server</source>
        <extracomment>As in “The server wrote 5 bytes.”</extracomment>
        <translation>服务器</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>In this program the error is called %1.</source>
        <translation>在本程序中，这个错误叫 %1。</translation>
    </message>
    <message>
        <source>The system’s name and number for it are %1, %2.</source>
        <translation>它在系统中的名称和编号是 %1、%2。</translation>
    </message>
</context>
<context>
    <name>bothends::ExportCommand</name>
    <message numerus="yes">
        <source>%n row(s) of local sockets have no packets and were left out.</source>
        <translation>
            <numerusform>本地套接字的 %n 行没有数据包，已略去。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ExportTexts</name>
    <message>
        <source>The picture is in %1.</source>
        <translation>图片已保存到 %1。</translation>
    </message>
    <message>
        <source>Choose another folder or file name, and try again.</source>
        <translation>请选择其他文件夹或文件名，然后重试。</translation>
    </message>
    <message>
        <source>Export Picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Vector graphic</source>
        <translation>矢量图</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>bothends::FileTransfers</name>
    <message>
        <source>Send File</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Only the bytes of one connection can go into a file.</source>
        <translation>只能把一个连接的字节存入文件。</translation>
    </message>
    <message>
        <source>Choose the connection beside the message first.</source>
        <translation>请先在消息旁选择连接。</translation>
    </message>
    <message>
        <source>Save Received to File</source>
        <translation>将接收内容保存到文件</translation>
    </message>
</context>
<context>
    <name>bothends::Headless</name>
    <message>
        <source>The output cannot be written: %1.</source>
        <translation>无法写入输出：%1。</translation>
    </message>
    <message>
        <source>The session is written again.</source>
        <translation>会话又可以写入了。</translation>
    </message>
    <message>
        <source>Nobody has read %1.</source>
        <translation>没有程序读取 %1。</translation>
    </message>
    <message>
        <source>Packets do not go to a terminal: lead standard output into a program or a file.</source>
        <translation>数据包不会写到终端：请把标准输出导向程序或文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) at the end of the session could not be written: %1</source>
        <translation>
            <numerusform>会话末尾有 %n 个事件未能写入：%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::HexView</name>
    <message>
        <source>Bytes of the stream, in hex and as text</source>
        <translation>字节流中的字节：十六进制与文本</translation>
    </message>
    <message>
        <source>offset 0x%1 (%2)</source>
        <translation>偏移 0x%1（%2）</translation>
    </message>
    <message>
        <source>this row: offset 0x%1 (%2)</source>
        <translation>本行：偏移 0x%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) %1</source>
        <translation>
            <numerusform>%n 个字节 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>已不再保留</translation>
    </message>
    <message>
        <source>text: %1</source>
        <translation>文本：%1</translation>
    </message>
    <message>
        <source>no character in %1</source>
        <translation>在 %1 中不是字符</translation>
    </message>
    <message>
        <source>part of a character that is not complete</source>
        <translation>不完整字符的一部分</translation>
    </message>
    <message>
        <source>part of %1, bytes %2</source>
        <translation>%1（字节 %2）的一部分</translation>
    </message>
    <message>
        <source>cut between two rows</source>
        <translation>被切在两行之间</translation>
    </message>
    <message>
        <source>Copy as Hex</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Copy as Text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Select the Bytes of the Row</source>
        <translation>选择本行的字节</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>bothends::InlineMessage</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>bothends::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Explain and code</source>
        <translation>解释与代码</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Kernel state</source>
        <translation>内核状态</translation>
    </message>
    <message>
        <source>Socket options</source>
        <translation>套接字选项</translation>
    </message>
</context>
<context>
    <name>bothends::InterruptedNotice</name>
    <message>
        <source>The session of %1 was interrupted.</source>
        <translation>%1 的会话意外中断。</translation>
    </message>
    <message>
        <source>All but its last moment is there (%1).</source>
        <translation>除最后一瞬间外，内容都在（%1）。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>All but its last moment is in %1 (%2).</source>
        <translation>除最后一瞬间外，内容都在 %1 中（%2）。</translation>
    </message>
</context>
<context>
    <name>bothends::KernelExplanations</name>
    <message>
        <source>The kernel reports %1 for the %2’s end, %3.</source>
        <translation>内核报告：%2一端 %3 处于 %1。</translation>
    </message>
    <message>
        <source>Server end: %1</source>
        <translation>服务器一端：%1</translation>
    </message>
    <message>
        <source>Client end: %1</source>
        <translation>客户端一端：%1</translation>
    </message>
    <message>
        <source>A client waits in the accept queue</source>
        <translation>一个客户端在接受队列中等待</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>Queues at the server</source>
        <translation>服务器一端的队列</translation>
    </message>
    <message>
        <source>Queues at the client</source>
        <translation>客户端一端的队列</translation>
    </message>
    <message>
        <source>In its queues: %1 to be read and %2 to be acknowledged.</source>
        <translation>它的队列中：%1等待读取，%2等待确认。</translation>
    </message>
    <message numerus="yes">
        <source>Repeated %n time(s) so far; the next time is in %1.</source>
        <translation>
            <numerusform>目前已重发 %n 次；下一次在 %1后。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for accept(): %1 of at most %n client(s), as the backlog is %2 and Linux admits one more.</source>
        <translation>
            <numerusform>等待 accept()：%1 个，最多 %n 个客户端，因为积压上限是 %2，而 Linux 多容纳一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel reports LISTEN for %1: the port is open.</source>
        <translation>内核报告 %1 处于 LISTEN：端口已打开。</translation>
    </message>
    <message>
        <source>This socket never carries data; each accepted client has one of its own, at the same port.</source>
        <translation>这个套接字从不传送数据；每个被接受的客户端都有自己的套接字，使用同一个端口。</translation>
    </message>
    <message>
        <source>The kernel has no socket that listens on %1 any more.</source>
        <translation>内核中已经没有在 %1 上监听的套接字。</translation>
    </message>
    <message>
        <source>A SYN to this port is now answered with RST: connection refused.</source>
        <translation>现在发往这个端口的 SYN 会得到 RST：连接被拒绝。</translation>
    </message>
    <message>
        <source>Its SYN is on the way to %1, and the answer is awaited.</source>
        <translation>它的 SYN 正发往 %1，等待应答。</translation>
    </message>
    <message>
        <source>The accept queue of %1 is full: %2 of %3 places are taken.</source>
        <translation>%1 的接受队列已满：%3 个位置中已占用 %2 个。</translation>
    </message>
    <message>
        <source>The kernel drops the SYN without an answer, so the client is neither connected nor refused.</source>
        <translation>内核丢弃 SYN 而不应答，所以客户端既没有连上，也没有被拒绝。</translation>
    </message>
    <message>
        <source>As soon as the server accepts one client, the next repetition gets in.</source>
        <translation>只要服务器接受一个客户端，下一次重发就能进入。</translation>
    </message>
    <message>
        <source>%1 has not answered the SYN.</source>
        <translation>%1 没有应答 SYN。</translation>
    </message>
    <message>
        <source>Its host may be off, a firewall may drop the segments, or its accept queue is full; a closed port would have refused at once.</source>
        <translation>它的主机可能已关机，防火墙可能丢弃了报文段，也可能它的接受队列已满；端口如果没有打开，会立即拒绝。</translation>
    </message>
    <message>
        <source>It has answered the SYN of %1 with SYN-ACK, and the last ACK of the handshake is still missing.</source>
        <translation>它已经用 SYN-ACK 应答了 %1 的 SYN，还缺少握手的最后一个 ACK。</translation>
    </message>
    <message>
        <source>The handshake is complete: bytes may flow in both directions.</source>
        <translation>握手已完成：字节可以在两个方向上流动。</translation>
    </message>
    <message>
        <source>Each end has a state of its own; that of the other end may lag behind or differ.</source>
        <translation>每一端都有自己的状态；另一端的状态可能滞后或不同。</translation>
    </message>
    <message>
        <source>The connection from %1 is ESTABLISHED, but no process holds the server’s end: it waits in the accept queue.</source>
        <translation>来自 %1 的连接处于 ESTABLISHED，但没有进程持有服务器一端：它在接受队列中等待。</translation>
    </message>
    <message>
        <source>The kernel made the handshake by itself; the client is connected and cannot tell the difference.</source>
        <translation>握手由内核自己完成；客户端已经连接，感觉不到区别。</translation>
    </message>
    <message numerus="yes">
        <source>It has written already: %n byte(s) wait for a reader.</source>
        <translation>
            <numerusform>它已经写入：%n 个字节在等待读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>It may write already; the kernel keeps its bytes.</source>
        <translation>它已经可以写入；内核会保存它的字节。</translation>
    </message>
    <message>
        <source>accept() will hand this finished connection to the server.</source>
        <translation>accept() 会把这个已完成的连接交给服务器。</translation>
    </message>
    <message>
        <source>Another program on this machine holds the end %1, and the kernel reports ESTABLISHED for it.</source>
        <translation>本机的另一个程序持有 %1 这一端，内核报告它处于 ESTABLISHED。</translation>
    </message>
    <message>
        <source>Its calls cannot be seen from here, its state and its queues can.</source>
        <translation>这里看不到它的调用，但能看到它的状态和队列。</translation>
    </message>
    <message>
        <source>It has sent its FIN, and %1 has not acknowledged it yet.</source>
        <translation>它已经发送 FIN，%1 还没有确认。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) before the FIN are not acknowledged either.</source>
        <translation>
            <numerusform>FIN 之前的 %n 个字节也还没有得到确认。</numerusform>
        </translation>
    </message>
    <message>
        <source>On one machine this often takes 40 ms, because the peer delays its ACK in case it can send it along with data.</source>
        <translation>在同一台机器上，这常常需要 40 毫秒，因为对端会推迟 ACK，以便可能与数据一起发送。</translation>
    </message>
    <message>
        <source>Its FIN is acknowledged: this direction is closed, and %1 is still free to send.</source>
        <translation>它的 FIN 已得到确认：这个方向已关闭，%1 仍可发送。</translation>
    </message>
    <message>
        <source>It stays so until the peer closes, too: a half-closed connection.</source>
        <translation>在对端也关闭之前一直如此：这就是半关闭的连接。</translation>
    </message>
    <message>
        <source>The program has closed its socket, and no process holds this end any more.</source>
        <translation>程序已经关闭套接字，没有进程再持有这一端。</translation>
    </message>
    <message>
        <source>The kernel waits up to 60 s for the FIN of %1, then it forgets the connection.</source>
        <translation>内核最多等待 60 秒让 %1 发来 FIN，之后就忘记这个连接。</translation>
    </message>
    <message>
        <source>The FIN of %1 has come; now it is up to the program at this end to close, too.</source>
        <translation>%1 的 FIN 已经到达；现在要由这一端的程序也来关闭。</translation>
    </message>
    <message>
        <source>No timer ends this state: a program that forgets close() leaves sockets here for ever.</source>
        <translation>没有定时器会结束这个状态：程序如果忘记 close()，套接字就永远留在这里。</translation>
    </message>
    <message>
        <source>The client at %1 has connected and closed again, before the server accepted it.</source>
        <translation>客户端 %1 在服务器接受它之前，已经连接又关闭了。</translation>
    </message>
    <message numerus="yes">
        <source>The %n byte(s) that it wrote wait here; after accept() they can be read, then the end of stream.</source>
        <translation>
            <numerusform>它写入的 %n 个字节在这里等待；accept() 之后可以读到它们，然后是流结束。</numerusform>
        </translation>
    </message>
    <message>
        <source>It wrote nothing; after accept() the first read returns the end of stream.</source>
        <translation>它什么也没有写入；accept() 之后第一次读取就返回流结束。</translation>
    </message>
    <message>
        <source>Until then it takes a place in the accept queue.</source>
        <translation>在那之前，它占用接受队列中的一个位置。</translation>
    </message>
    <message>
        <source>Both ends closed at the same time: the two FINs crossed on their way.</source>
        <translation>两端同时关闭：两个 FIN 在途中交错而过。</translation>
    </message>
    <message>
        <source>When its own FIN is acknowledged, this end goes on to TIME_WAIT, and so does the other.</source>
        <translation>自己的 FIN 得到确认后，这一端进入 TIME_WAIT，另一端也一样。</translation>
    </message>
    <message>
        <source>It closed after its peer and has sent its FIN; only the last ACK is missing.</source>
        <translation>它在对端之后关闭，并且已经发送 FIN；只缺最后一个 ACK。</translation>
    </message>
    <message>
        <source>Then it is gone at once: TIME_WAIT is up to %1, which closed first.</source>
        <translation>之后它立即消失：要经过 TIME_WAIT 的是先关闭的 %1。</translation>
    </message>
    <message numerus="yes">
        <source>The connection is over; the kernel remembers this pair of addresses for %n more second(s).</source>
        <translation>
            <numerusform>连接已经结束；内核还要记住这对地址 %n 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection is over; the kernel remembers this pair of addresses for 60 s.</source>
        <translation>连接已经结束；内核还要记住这对地址 60 秒。</translation>
    </message>
    <message>
        <source>Late segments are recognised that way, and a lost last ACK can be repeated.</source>
        <translation>这样就能认出迟到的报文段，最后一个 ACK 丢失时也能重发。</translation>
    </message>
    <message>
        <source>Only the end that closed first pays for this; no program holds it.</source>
        <translation>只有先关闭的一端要付出这个代价；没有程序持有它。</translation>
    </message>
    <message>
        <source>The kernel no longer has a socket for %1.</source>
        <translation>内核中已经没有 %1 的套接字。</translation>
    </message>
    <message>
        <source>This end is completely gone; the other end may still be in TIME_WAIT.</source>
        <translation>这一端已完全消失；另一端可能还在 TIME_WAIT 中。</translation>
    </message>
    <message>
        <source>The wait is over: the kernel has forgotten the connection of %1 with %2.</source>
        <translation>等待结束：内核已经忘记 %1 与 %2 的连接。</translation>
    </message>
    <message>
        <source>The same two addresses may be used for a new connection now.</source>
        <translation>现在同样的两个地址可以用于新连接。</translation>
    </message>
    <message>
        <source>The kernel no longer has a socket for %1: a reset ended the connection.</source>
        <translation>内核中已经没有 %1 的套接字：复位结束了连接。</translation>
    </message>
    <message>
        <source>After a reset there is no TIME_WAIT at either end.</source>
        <translation>复位之后，两端都没有 TIME_WAIT。</translation>
    </message>
    <message>
        <source>The kernel cannot be asked</source>
        <translation>无法询问内核</translation>
    </message>
    <message>
        <source>States and queues of sockets come from the kernel’s sock_diag interface, and here there is none.</source>
        <translation>套接字的状态和队列来自内核的 sock_diag 接口，而这里没有这个接口。</translation>
    </message>
    <message>
        <source>What calls and signals tell is still shown, and what is only concluded is marked as such.</source>
        <translation>调用和信号所表明的仍然显示；只是推断出来的，会照此标明。</translation>
    </message>
    <message>
        <source>For whoever waits, the handshake is complete; only accept() is missing.</source>
        <translation>对等待者来说，握手已经完成；只差 accept() 这一步。</translation>
    </message>
    <message>
        <source>Nobody waits for accept() on %1.</source>
        <translation>%1 上没有人在等待 accept() 调用。</translation>
    </message>
    <message numerus="yes">
        <source>There is room for %n more.</source>
        <translation>
            <numerusform>还可容纳 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue is full: the next client’s SYN is dropped in silence, and it stays in SYN_SENT.</source>
        <translation>队列已满：下一个客户端的 SYN 会被默默丢弃，它停留在 SYN_SENT。</translation>
    </message>
    <message>
        <source>It is not refused; it tries again by itself and gets in once there is room.</source>
        <translation>它没有被拒绝；它会自己再试，一有空位就能进入。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) have arrived at %1 and wait there to be read.</source>
        <translation>
            <numerusform>%n 个字节已经到达 %1，在那里等待读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are in the kernel’s receive buffer; the peer’s write succeeded before this program reads.</source>
        <translation>它们在内核的接收缓冲区中；对端的写入早在本程序读取之前就成功了。</translation>
    </message>
    <message>
        <source>When that buffer is full, the kernel tells the peer to stop: that is TCP’s flow control.</source>
        <translation>这个缓冲区满了以后，内核会让对端停下来：这就是 TCP 的流量控制。</translation>
    </message>
    <message>
        <source>%2 still waits for the acknowledgement of %1; of these not even sent: %3.</source>
        <translation>%2 还在等待 %1的确认；其中尚未发送的：%3。</translation>
    </message>
    <message>
        <source>The peer’s receive buffer is full (its window is 0), because its program does not read.</source>
        <translation>对端的接收缓冲区已满（窗口为 0），因为它的程序不读取。</translation>
    </message>
    <message>
        <source>The peer’s receive buffer or the network takes no more at the moment.</source>
        <translation>对端的接收缓冲区或网络暂时不能再容纳。</translation>
    </message>
    <message>
        <source>The kernel sends the rest by itself when there is room; write() was told nothing of it.</source>
        <translation>有空位时，内核会自己发送其余部分；write() 对此毫不知情。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) from %1 are on their way: sent, but not acknowledged yet.</source>
        <translation>
            <numerusform>来自 %1 的 %n 个字节正在途中：已发送，但还没有得到确认。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel keeps a copy until the peer’s ACK comes, to send it again if it gets lost.</source>
        <translation>内核保留一份副本，直到对端的 ACK 到来，以便丢失时重发。</translation>
    </message>
    <message>
        <source>Nothing waits in the kernel for %1 any more: no byte is unread, unsent or unacknowledged.</source>
        <translation>内核中不再有 %1 的字节在等待：没有未读、未发送或未确认的字节。</translation>
    </message>
    <message>
        <source>Acknowledged means that the peer’s kernel has the bytes, not that its program has read them.</source>
        <translation>得到确认表示对端的内核有了这些字节，不表示它的程序已经读取。</translation>
    </message>
</context>
<context>
    <name>bothends::KernelPane</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>What it tells</source>
        <translation>说明什么</translation>
    </message>
    <message>
        <source>TCP_INFO: what the kernel measured</source>
        <translation>TCP_INFO：内核测得的数值</translation>
    </message>
    <message>
        <source>left until the pair of addresses may be used again</source>
        <translation>之后这对地址才可再次使用</translation>
    </message>
    <message>
        <source>round trip: from a segment to its acknowledgement</source>
        <translation>往返时间：从发出报文段到收到确认</translation>
    </message>
    <message>
        <source>the shortest round trip so far</source>
        <translation>迄今最短的往返时间</translation>
    </message>
    <message>
        <source>without an acknowledgement for so long, a segment is sent again</source>
        <translation>这么久仍未收到确认，就重传该报文段</translation>
    </message>
    <message>
        <source>so many segments may be on the way at once</source>
        <translation>允许同时在途的报文段数</translation>
    </message>
    <message>
        <source>most payload that one segment may carry</source>
        <translation>一个报文段最多可携带的数据</translation>
    </message>
    <message>
        <source>segments that had to be sent again so far</source>
        <translation>迄今重传过的报文段数</translation>
    </message>
    <message>
        <source>payload that the peer has confirmed</source>
        <translation>对端已确认的数据</translation>
    </message>
    <message>
        <source>payload that arrived in order</source>
        <translation>按序到达的数据</translation>
    </message>
    <message>
        <source>segments sent, also those without payload</source>
        <translation>发出的报文段数，含不带数据的</translation>
    </message>
    <message>
        <source>segments received, also those without payload</source>
        <translation>收到的报文段数，含不带数据的</translation>
    </message>
    <message>
        <source>Select a row of the timeline to see what the kernel knew of both ends at that moment.</source>
        <translation>在时间线中选择一行，即可看到那一刻内核所知的两端状态。</translation>
    </message>
    <message>
        <source>The kernel cannot be asked here. States are concluded from calls and signals.</source>
        <translation>此处无法查询内核。状态由调用和信号推断得出。</translation>
    </message>
    <message>
        <source>This row belongs to no socket that the kernel knows.</source>
        <translation>这一行不属于内核所知的任何套接字。</translation>
    </message>
    <message>
        <source>Live: the newest state of connection #%1</source>
        <translation>实时：连接 #%1 的最新状态</translation>
    </message>
    <message>
        <source>Connection #%1 as of %2 ms</source>
        <translation>连接 #%1 在 %2 ms 时的状态</translation>
    </message>
    <message>
        <source>%1 (another machine)</source>
        <translation>%1（另一台机器）</translation>
    </message>
    <message>
        <source>%1 (other program)</source>
        <translation>%1（其他程序）</translation>
    </message>
    <message>
        <source>on another machine: its kernel cannot be asked</source>
        <translation>在另一台机器上：无法查询其内核</translation>
    </message>
    <message>
        <source>the kernel cannot be asked here: states are concluded</source>
        <translation>此处无法查询内核：状态均为推断</translation>
    </message>
    <message>
        <source>nothing was observed of this end</source>
        <translation>未观测到这一端的任何情况</translation>
    </message>
    <message>
        <source>waits in the accept queue: no program holds it yet</source>
        <translation>在接受队列中等待：尚无程序持有它</translation>
    </message>
    <message>
        <source>no program holds it any more: the kernel finishes alone</source>
        <translation>已无程序持有它：由内核独自收尾</translation>
    </message>
    <message>
        <source>no socket any more</source>
        <translation>套接字已不存在</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>未观测到</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Live: the newest state of the listening socket</source>
        <translation>实时：监听套接字的最新状态</translation>
    </message>
    <message>
        <source>The listening socket as of %1 ms</source>
        <translation>监听套接字在 %1 ms 时的状态</translation>
    </message>
    <message>
        <source>none yet: a listening socket has no other end</source>
        <translation>尚无：监听套接字没有另一端</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>Live: the newest state of the server’s socket</source>
        <translation>实时：服务器套接字的最新状态</translation>
    </message>
    <message>
        <source>The server’s socket as of %1 ms</source>
        <translation>%1 毫秒时服务器的套接字</translation>
    </message>
    <message>
        <source>the kernel was not asked about this end: states are concluded</source>
        <translation>未向内核查询这一端：状态均为推断</translation>
    </message>
</context>
<context>
    <name>bothends::LiveCapture</name>
    <message>
        <source>standard output</source>
        <translation>标准输出</translation>
    </message>
    <message>
        <source>The live capture has ended: nobody reads %1 any more.</source>
        <translation>实时抓包已结束：不再有程序读取 %1。</translation>
    </message>
    <message>
        <source>The live capture has ended: %1</source>
        <translation>实时抓包已结束：%1</translation>
    </message>
</context>
<context>
    <name>bothends::LiveCapturing</name>
    <message>
        <source>Live Capture: a New File, or a Named Pipe</source>
        <translation>实时抓包：新文件或命名管道</translation>
    </message>
    <message>
        <source>Packets for Wireshark</source>
        <translation>供 Wireshark 使用的数据包</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>The session goes on.</source>
        <translation>会话继续进行。</translation>
    </message>
    <message>
        <source>Stop the &amp;Live Capture</source>
        <translation>停止实时抓包(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Live Capture for Wireshark…</source>
        <translation>供 Wireshark 读取的实时抓包(&amp;L)…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Live capture: nobody reads %1 yet</source>
        <translation>实时抓包：还没有程序读取 %1</translation>
    </message>
    <message numerus="yes">
        <source>Live capture to %1: %n packet(s)</source>
        <translation>
            <numerusform>实时抓包到 %1：%n 个数据包</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::LogBar</name>
    <message>
        <source>%1 of %2 events</source>
        <translation>%2 个事件中的 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2 events, searching…</source>
        <translation>%2 个事件中的 %1 个，正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>In %n event(s) this expression takes too many steps; they are not shown.</source>
        <translation>
            <numerusform>此表达式在 %n 个事件中需要的步骤过多；这些事件未显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Avoid a repetition within a repetition.</source>
        <translation>请避免在重复中再套重复。</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>两端</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有种类</translation>
    </message>
    <message>
        <source>All origins</source>
        <translation>所有来源</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Filter by text…</source>
        <translation>按文本筛选…</translation>
    </message>
    <message>
        <source>Filter by bytes, such as e6 82 a8…</source>
        <translation>按字节筛选，例如 e6 82 a8…</translation>
    </message>
    <message>
        <source>Filter by expression…</source>
        <translation>按表达式筛选…</translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n new</source>
        <translation>
            <numerusform>已暂停，%n 个新事件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::LogModel</name>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>The bytes are no longer kept.</source>
        <translation>这些字节已不再保留。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>+ms</source>
        <translation>+毫秒</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>一端</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>bothends::LogPane</name>
    <message>
        <source>There is no bookmark yet. Ctrl+B sets one on the selected row.</source>
        <translation>还没有书签。按 Ctrl+B 可为选中的行设置书签。</translation>
    </message>
    <message>
        <source>None of the shown rows has a bookmark.</source>
        <translation>所显示的行都没有书签。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>&amp;Bookmark the Row</source>
        <translation>为此行设置书签(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next Bookmark</source>
        <translation>下一个书签(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Bookmark</source>
        <translation>上一个书签(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Comment on the Row</source>
        <translation>为此行写批注(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause View</source>
        <translation>暂停显示(&amp;P)</translation>
    </message>
    <message>
        <source>C&amp;lear View</source>
        <translation>清空显示(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Undo Clear</source>
        <translation>撤销清空(&amp;U)</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>还没有发生任何事件。</translation>
    </message>
    <message>
        <source>The view was cleared; what happens now appears here. “Undo Clear” shows the earlier events again.</source>
        <translation>视图已清空，此后发生的事件会显示在这里。“撤销清空”可重新显示先前的事件。</translation>
    </message>
    <message>
        <source>No event passes the filter.</source>
        <translation>没有符合筛选条件的事件。</translation>
    </message>
    <message>
        <source>&amp;Filter the Log</source>
        <translation>筛选日志(&amp;F)</translation>
    </message>
</context>
<context>
    <name>bothends::LogTexts</name>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Kernel reports</source>
        <translation>内核报告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Qt signal</source>
        <translation>Qt 信号</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Concluded</source>
        <translation>推断</translation>
    </message>
</context>
<context>
    <name>bothends::LogView</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Hex</source>
        <translation>十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Python bytes</source>
        <translation>Python 字节串(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;C array</source>
        <translation>C 数组(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Base64</source>
        <translation>Base64(&amp;B)</translation>
    </message>
</context>
<context>
    <name>bothends::MainWindow</name>
    <message>
        <source>Server listening on %1</source>
        <translation>服务器正在 %1 上监听</translation>
    </message>
    <message>
        <source>Server stopped</source>
        <translation>服务器已停止</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <source>sent %1</source>
        <translation>发送 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 wait to be read by a peer</source>
        <translation>%1 等待对端读取</translation>
    </message>
    <message>
        <source>the oldest %1 of content are no longer kept</source>
        <translation>最早的 %1 内容已不再保留</translation>
    </message>
    <message>
        <source>to all</source>
        <translation>发给全部</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>没有匹配项</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 个匹配项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2, from the other end</source>
        <translation>第 %1 个，共 %2 个（已从另一端继续）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>The stored settings could not be read completely; defaults stand in for the rest.</source>
        <translation>未能完整读取已保存的设置，其余部分使用默认值。</translation>
    </message>
    <message>
        <source>They are written anew when the window closes.</source>
        <translation>关闭窗口时会重新写入设置。</translation>
    </message>
    <message>
        <source>By &amp;Signals</source>
        <translation>通过信号(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;tep by Step</source>
        <translation>逐步(&amp;T)</translation>
    </message>
    <message>
        <source>As a &amp;Blocking Loop</source>
        <translation>阻塞循环(&amp;B)</translation>
    </message>
    <message>
        <source>Stored session</source>
        <translation>已保存的会话</translation>
    </message>
    <message>
        <source>Captured packets</source>
        <translation>捕获的数据包</translation>
    </message>
    <message>
        <source>Close All the Same</source>
        <translation>仍然关闭</translation>
    </message>
</context>
<context>
    <name>bothends::MessageTexts</name>
    <message>
        <source>“%1” is not hexadecimal.</source>
        <translation>“%1”不是十六进制。</translation>
    </message>
    <message>
        <source>Type bytes such as e6 82 a8.</source>
        <translation>请输入 e6 82 a8 这样的字节。</translation>
    </message>
    <message>
        <source>“%1” has an odd number of hexadecimal digits.</source>
        <translation>“%1”的十六进制位数为奇数。</translation>
    </message>
    <message>
        <source>Each byte needs two digits, such as 0a.</source>
        <translation>每个字节需要两位，例如 0a。</translation>
    </message>
    <message>
        <source>“%1” is not an escape.</source>
        <translation>“%1”不是可用的转义序列。</translation>
    </message>
    <message>
        <source>Known escapes are \n, \r, \t, \x00, \\ and \u60a8.</source>
        <translation>可用的转义序列有 \n、\r、\t、\x00、\\ 和 \u60a8。</translation>
    </message>
</context>
<context>
    <name>bothends::NoteKeeping</name>
    <message>
        <source>The file is only read: your notes are kept in this window until you save the session.</source>
        <translation>文件只读：您的批注仅保留在此窗口中，另存会话后才会写入文件。</translation>
    </message>
    <message>
        <source>Save Session As…</source>
        <translation>会话另存为…</translation>
    </message>
    <message>
        <source>The notes that you made in this window are not saved. File, Save Session As saves them together with the session.</source>
        <translation>此窗口中的批注尚未保存。用“文件”菜单的“会话另存为”可将其与会话一起保存。</translation>
    </message>
</context>
<context>
    <name>bothends::OptionEditor</name>
    <message>
        <source> bytes</source>
        <translation> 字节</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>bothends::OptionTexts</name>
    <message>
        <source>Lets bind() take an address whose old connections still wait in TIME_WAIT.</source>
        <translation>旧连接还在 TIME_WAIT 中等待时，也允许 bind() 使用这个地址。</translation>
    </message>
    <message>
        <source>Lets several sockets share one port; the kernel spreads the clients.</source>
        <translation>允许多个套接字共用一个端口，由内核分配客户端。</translation>
    </message>
    <message>
        <source>How long close() waits for unsent bytes; with 0 seconds it throws them away and resets.</source>
        <translation>close() 为未发送的字节等待多久；0 秒表示丢弃它们并复位连接。</translation>
    </message>
    <message>
        <source>Room for what has arrived and nobody has read yet.</source>
        <translation>存放已经到达但还没有被读取的数据。</translation>
    </message>
    <message>
        <source>Room for what was sent and the peer has not acknowledged yet.</source>
        <translation>存放已经发送但对端还没有确认的数据。</translation>
    </message>
    <message>
        <source>Asks a silent peer from time to time whether it is still there.</source>
        <translation>定期询问没有动静的对端是否还在。</translation>
    </message>
    <message>
        <source>How long a peer may be silent before the first such question.</source>
        <translation>对端沉默多久之后发出第一次询问。</translation>
    </message>
    <message>
        <source>Time between the questions when none is answered.</source>
        <translation>询问得不到回答时，两次询问之间的间隔。</translation>
    </message>
    <message>
        <source>So many questions without an answer end the connection.</source>
        <translation>这么多次询问都没有回答，就结束连接。</translation>
    </message>
    <message>
        <source>Sends small pieces at once instead of collecting them (Nagle’s algorithm).</source>
        <translation>小块数据立即发送，而不是先攒起来（Nagle 算法）。</translation>
    </message>
    <message>
        <source>How long sent bytes may stay unacknowledged before the connection ends; 0 is the system’s own.</source>
        <translation>已发送的字节多久得不到确认就结束连接；0 表示由系统决定。</translation>
    </message>
    <message>
        <source>An IPv6 socket does not take IPv4 as well; to be set before bind().</source>
        <translation>IPv6 套接字不再同时接受 IPv4；要在 bind() 之前设置。</translation>
    </message>
    <message>
        <source>Allows datagrams to broadcast addresses.</source>
        <translation>允许向广播地址发送数据报。</translation>
    </message>
    <message>
        <source>Receives what is sent to this group, too.</source>
        <translation>同时接收发往这个组的数据。</translation>
    </message>
    <message>
        <source>No longer receives what is sent to this group.</source>
        <translation>不再接收发往这个组的数据。</translation>
    </message>
    <message>
        <source>How many routers a datagram to a group may pass; 1 stays in this network.</source>
        <translation>发往组的数据报最多经过几个路由器；1 表示不离开本网络。</translation>
    </message>
    <message>
        <source>This machine hears its own datagrams to a group.</source>
        <translation>本机能收到自己发往组的数据报。</translation>
    </message>
    <message>
        <source>How many routers a packet may pass before it is thrown away.</source>
        <translation>数据包最多经过几个路由器，超过就被丢弃。</translation>
    </message>
    <message>
        <source>recvmsg() also tells to which address and interface a datagram came.</source>
        <translation>recvmsg() 同时说明数据报到达的地址和接口。</translation>
    </message>
    <message>
        <source>recvmsg() also tells how many routers a datagram could still have passed.</source>
        <translation>recvmsg() 同时说明数据报还能经过几个路由器。</translation>
    </message>
    <message>
        <source>recvmsg() also tells when the kernel received a datagram.</source>
        <translation>recvmsg() 同时说明内核收到数据报的时间。</translation>
    </message>
    <message>
        <source>recvmsg() also tells how many datagrams were dropped for want of room.</source>
        <translation>recvmsg() 同时说明有多少数据报因空间不足而被丢弃。</translation>
    </message>
    <message>
        <source>recvmsg() also tells which process and user sent something.</source>
        <translation>recvmsg() 同时说明是哪个进程和用户发送的。</translation>
    </message>
    <message>
        <source>The process and the user at the other end when it connected.</source>
        <translation>连接建立时另一端的进程和用户。</translation>
    </message>
    <message>
        <source>The error that waits to be told; reading clears it.</source>
        <translation>等待报告的错误；读取后即清除。</translation>
    </message>
    <message>
        <source>What socket() was asked for.</source>
        <translation>调用 socket() 时要求的类型。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 millisecond(s)</source>
        <translation>
            <numerusform>%1 毫秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 second(s)</source>
        <translation>
            <numerusform>%1 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked for %1, the kernel made it %2.</source>
        <translation>要求 %1，内核设为 %2。</translation>
    </message>
    <message>
        <source>Asked for %1, the kernel made it %2: it doubles the number, for its own bookkeeping (socket(7)).</source>
        <translation>要求 %1，内核设为 %2：它把数值加倍，留给自己的管理开销（socket(7)）。</translation>
    </message>
    <message>
        <source>Asked for %1, the kernel made it %2: less is not allowed (socket(7)).</source>
        <translation>要求 %1，内核设为 %2：不允许更小（socket(7)）。</translation>
    </message>
    <message>
        <source>Asked for %1, the kernel made it %2: twice what the system’s limit allows (socket(7)).</source>
        <translation>要求 %1，内核设为 %2：即系统上限的两倍（socket(7)）。</translation>
    </message>
</context>
<context>
    <name>bothends::OptionsModel</name>
    <message>
        <source>enter a group</source>
        <translation>输入组地址</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>要求值</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
</context>
<context>
    <name>bothends::OptionsPane</name>
    <message>
        <source>Select a row of the timeline: the options of its socket appear here.</source>
        <translation>在时间线中选择一行，这里会显示它的套接字的选项。</translation>
    </message>
    <message>
        <source>This row is about a socket of another program. Only its own program can ask it for its options.</source>
        <translation>这一行说的是其他程序的套接字。只有它自己的程序能查询它的选项。</translation>
    </message>
    <message>
        <source>This row belongs to no socket of this program.</source>
        <translation>这一行不属于本程序的任何套接字。</translation>
    </message>
    <message>
        <source>descriptor %1</source>
        <translation>描述符 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>closed: its options went with it, the table shows what was known last</source>
        <translation>已关闭：选项随之消失，表中是最后知道的值</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Choose an option to read about it. Space switches it, F2 edits its value.</source>
        <translation>选择一个选项来了解它。空格键切换，F2 编辑数值。</translation>
    </message>
    <message>
        <source>Ask the socket for all of its options again</source>
        <translation>重新查询这个套接字的所有选项</translation>
    </message>
    <message>
        <source>Socket options</source>
        <translation>套接字选项</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>of a stored session: its sockets are gone, the table shows what was known last</source>
        <translation>属于已保存的会话：它的套接字已不存在，表中是最后所知的值</translation>
    </message>
    <message>
        <source>Choose an option to read about it.</source>
        <translation>选择一个选项来了解它。</translation>
    </message>
</context>
<context>
    <name>bothends::OtherKernelExplanations</name>
    <message>
        <source>Server end: %1</source>
        <translation>服务器端：%1</translation>
    </message>
    <message>
        <source>Client end: %1</source>
        <translation>客户端：%1</translation>
    </message>
    <message>
        <source>Queues at the server</source>
        <translation>服务器的队列</translation>
    </message>
    <message>
        <source>Queues at the client</source>
        <translation>客户端的队列</translation>
    </message>
    <message numerus="yes">
        <source>So far %n datagram(s) were dropped, because its buffer was full.</source>
        <translation>
            <numerusform>至今丢弃了 %n 个数据报，因为缓冲区满了。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel has the socket %1, and it has no peer.</source>
        <translation>内核中有套接字 %1，它没有对端。</translation>
    </message>
    <message>
        <source>It is neither open nor connected: bind() alone does not let anybody in.</source>
        <translation>它既没有开放也没有连接：只有 bind() 时谁也进不来。</translation>
    </message>
    <message>
        <source>For a datagram socket that is the usual state: it may send to anybody and hear anybody.</source>
        <translation>对数据报套接字来说这是通常的状态：它可以发给任何人，也可以收到任何人的数据。</translation>
    </message>
    <message>
        <source>The kernel has noted a peer for the socket %1 and calls that ESTABLISHED.</source>
        <translation>内核为套接字 %1 记下了对端，并称之为 ESTABLISHED。</translation>
    </message>
    <message>
        <source>There is no connection: the peer need not exist, and it knows nothing of this.</source>
        <translation>没有连接：对端不必存在，也对此一无所知。</translation>
    </message>
    <message numerus="yes">
        <source>Waiting for accept(): %1 of at most %n client(s).</source>
        <translation>
            <numerusform>等待 accept()：最多 %n 个客户端中的 %1 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel reports LISTEN for %1: programs on this machine can connect.</source>
        <translation>内核对 %1 报告 LISTEN：本机上的程序可以连接。</translation>
    </message>
    <message>
        <source>The kernel reports the two ends as joined; this one is %1.</source>
        <translation>内核报告两端已连在一起；这一端是 %1。</translation>
    </message>
    <message>
        <source>A local connection knows only this state: it is there, until one end is closed.</source>
        <translation>本地连接只有这一种状态：它存在，直到一端关闭。</translation>
    </message>
    <message>
        <source>The kernel no longer has the socket %1.</source>
        <translation>内核中不再有套接字 %1。</translation>
    </message>
    <message>
        <source>Nothing of it is left: only TCP has a TIME_WAIT.</source>
        <translation>什么也没有留下：只有 TCP 有 TIME_WAIT 状态。</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>It is full: the next connect() waits, or fails with EAGAIN if it must not wait.</source>
        <translation>它已满：下一次 connect() 会等待，不能等待时以 EAGAIN 失败。</translation>
    </message>
    <message>
        <source>Whoever waits there is connected already and may write.</source>
        <translation>在那里等待的已经连接，可以写入。</translation>
    </message>
    <message>
        <source>In the receive buffer of %1 wait datagrams; the kernel counts %2 for them.</source>
        <translation>%1 的接收缓冲区中有数据报在等待；内核为它们计算了 %2。</translation>
    </message>
    <message>
        <source>No datagram waits at %1.</source>
        <translation>没有数据报在 %1 等待。</translation>
    </message>
    <message>
        <source>Each is read by a call of its own; when the buffer is full, further ones are dropped or the sender waits.</source>
        <translation>每个都由单独的调用读取；缓冲区满时，后来的会被丢弃，或者发送者要等待。</translation>
    </message>
    <message>
        <source>Nothing waits at %1.</source>
        <translation>没有什么在 %1 等待。</translation>
    </message>
    <message>
        <source>What one end writes is at once in the buffer of the other; when that is full, the writer waits.</source>
        <translation>一端写入的内容立即就在另一端的缓冲区中；缓冲区满时写入者等待。</translation>
    </message>
    <message>
        <source>To be read there: %1.</source>
        <translation>那里待读取：%1。</translation>
    </message>
    <message>
        <source>Arrived at %2 and not yet read: %1.</source>
        <translation>已到达 %2 而尚未读取：%1。</translation>
    </message>
    <message>
        <source>Datagrams wait in its buffer; with what they take in memory, the kernel counts %1.</source>
        <translation>有数据报在它的缓冲区中等待；连同它们占用的内存，内核计为 %1。</translation>
    </message>
</context>
<context>
    <name>bothends::PacketText</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Header length</source>
        <translation>首部长度</translation>
    </message>
    <message>
        <source>Type of service</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Total length</source>
        <translation>总长度</translation>
    </message>
    <message>
        <source>Identification</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Fragment offset</source>
        <translation>片偏移</translation>
    </message>
    <message>
        <source>Time to live</source>
        <translation>生存时间</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Header checksum</source>
        <translation>首部校验和</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>源地址</translation>
    </message>
    <message>
        <source>Destination address</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>标识符</translation>
    </message>
    <message>
        <source>Sequence number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Rest of the header</source>
        <translation>首部其余部分</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Beginning of the packet it is about</source>
        <translation>它所针对的数据包的开头</translation>
    </message>
    <message>
        <source>Cut off: too few bytes</source>
        <translation>被截断：字节不足</translation>
    </message>
    <message>
        <source>Not read: no ICMP, or a later fragment</source>
        <translation>未解读：不是 ICMP，或是后续分片</translation>
    </message>
</context>
<context>
    <name>bothends::PatternTexts</name>
    <message>
        <source>Not a regular expression, from character %1 on: %2.</source>
        <translation>从第 %1 个字符起不是正则表达式：%2。</translation>
    </message>
    <message>
        <source>A backslash before a sign takes its special meaning away.</source>
        <translation>在符号前加反斜杠可去掉其特殊含义。</translation>
    </message>
</context>
<context>
    <name>bothends::PayloadPane</name>
    <message>
        <source>Bytes of the message</source>
        <translation>消息的字节</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
</context>
<context>
    <name>bothends::PayloadViewer</name>
    <message>
        <source>The selection was too large to copy; the clipboard has its beginning.</source>
        <translation>选中的内容过大，无法全部复制；剪贴板中只有开头部分。</translation>
    </message>
    <message numerus="yes">
        <source>Message — %1 byte(s)</source>
        <translation>
            <numerusform>消息 — %1 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>显示为文本</translation>
    </message>
    <message>
        <source>&amp;Hex</source>
        <translation>十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>As hex</source>
        <translation>显示为十六进制</translation>
    </message>
    <message>
        <source>The bytes of this message are no longer kept.</source>
        <translation>此消息的字节已不再保留。</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s) so far…</source>
        <translation>
            <numerusform>目前 %1 行…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::PcapngExport</name>
    <message>
        <source>Packets made up from socket calls: how the real segments were cut is not known.</source>
        <translation>数据包由套接字调用合成：真实报文段如何划分并不清楚。</translation>
    </message>
    <message numerus="yes">
        <source>one write of %n byte(s)</source>
        <translation>
            <numerusform>一次写入 %n 个字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>one read of %n byte(s)</source>
        <translation>
            <numerusform>一次读取 %n 个字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Event %1 (%2): %3</source>
        <translation>事件 %1（%2）：%3</translation>
    </message>
</context>
<context>
    <name>bothends::ProgressStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bothends::QueueBars</name>
    <message>
        <source>accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>unsent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>backlog %1 lets %2 wait</source>
        <translation>积压上限 %1，可等待 %2 个</translation>
    </message>
    <message>
        <source>full bar: %1</source>
        <translation>满格：%1</translation>
    </message>
    <message>
        <source>Queues: %1</source>
        <translation>队列：%1</translation>
    </message>
    <message>
        <source>unsent: written by the program, still in the send buffer of the kernel
on the way: sent, not acknowledged by the peer yet
unread: arrived, not read by the program yet</source>
        <translation>未发送：程序已写入，仍在内核的发送缓冲区中
在途：已发送，对端尚未确认
未读取：已到达，程序尚未读取</translation>
    </message>
</context>
<context>
    <name>bothends::ReplayCommand</name>
    <message>
        <source>There is no connection in this session.</source>
        <translation>这个会话里没有连接。</translation>
    </message>
    <message>
        <source>Which connection? --connection takes one of: %1.</source>
        <translation>哪个连接？--connection 可取：%1。</translation>
    </message>
    <message>
        <source>There is no connection %1 in this session, only: %2.</source>
        <translation>这个会话里没有连接 %1，只有：%2。</translation>
    </message>
    <message>
        <source>Connection %1 carried no bytes.</source>
        <translation>连接 %1 没有传输任何字节。</translation>
    </message>
    <message>
        <source>Waiting for a client on %1.</source>
        <translation>正在 %1 上等待客户端。</translation>
    </message>
    <message>
        <source>The replay did not reach its end.</source>
        <translation>重放没有到达终点。</translation>
    </message>
    <message>
        <source>  then  %1</source>
        <translation>  当时  %1</translation>
    </message>
    <message>
        <source>  now   %1</source>
        <translation>  现在  %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is a list of numbers</extracomment>
        <translation>
            <numerusform>%1，另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::ReplayDialog</name>
    <message>
        <source>The client: connect, and send its %1</source>
        <translation>客户端：连接，并发送它的 %1</translation>
    </message>
    <message>
        <source>The server: listen, and send its %1</source>
        <translation>服务器：监听，并发送它的 %1</translation>
    </message>
    <message>
        <source>“%1” is no address and port.</source>
        <translation>“%1”不是地址和端口。</translation>
    </message>
    <message>
        <source>Replay a Connection</source>
        <translation>重放连接</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Send as</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>As then</source>
        <translation>与当时相同</translation>
    </message>
    <message>
        <source>As fast as possible</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>Wait for the answers that had come by then</source>
        <translation>等待当时已收到的应答</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bothends::ReplayJob</name>
    <message>
        <source>Replaying connection #%1…</source>
        <translation>正在重放连接 #%1…</translation>
    </message>
    <message>
        <source>The replay ended, because the window of its session was closed.</source>
        <translation>重放已结束，因为它的会话窗口已关闭。</translation>
    </message>
    <message>
        <source>Waiting for a client on %1.</source>
        <translation>正在 %1 上等待客户端。</translation>
    </message>
    <message>
        <source>The server’s side of connection #%1 of %2 is sent to the first one.</source>
        <translation>%2 中连接 #%1 的服务器一方将发给第一个客户端。</translation>
    </message>
    <message>
        <source>Show the Difference</source>
        <translation>查看不同之处</translation>
    </message>
</context>
<context>
    <name>bothends::ReplayTexts</name>
    <message>
        <source>The replay got the same bytes as then.</source>
        <translation>重放收到了与当时相同的字节。</translation>
    </message>
    <message>
        <source>The first difference is at offset %1.</source>
        <translation>第一处不同在偏移 %1。</translation>
    </message>
    <message>
        <source>The same bytes came back, but they end at offset %1.</source>
        <translation>收到的字节相同，但在偏移 %1 处结束。</translation>
    </message>
    <message>
        <source>The same bytes came back, and more from offset %1 on.</source>
        <translation>收到的字节相同，并且从偏移 %1 起还有更多。</translation>
    </message>
    <message>
        <source>The replay was cancelled.</source>
        <translation>重放已取消。</translation>
    </message>
    <message>
        <source>What was sent then is missing from offset %1 on.</source>
        <translation>当时发送的从偏移 %1 起缺失。</translation>
    </message>
    <message>
        <source>%1 bytes were not compared: those of then are no longer kept.</source>
        <translation>有 %1 字节没有比较：当时的那些已不再保存。</translation>
    </message>
    <message>
        <source>Sent %1 bytes, in the recording %2. Received %3 bytes, in the recording %4.</source>
        <translation>发送 %1 字节，当时为 %2；接收 %3 字节，当时为 %4。</translation>
    </message>
</context>
<context>
    <name>bothends::RowCopier</name>
    <message>
        <source>The selection was too large to copy; the clipboard has its beginning.</source>
        <translation>选中的内容过大，无法全部复制；剪贴板中只有开头部分。</translation>
    </message>
    <message>
        <source>The selected rows have no bytes to copy.</source>
        <translation>选中的行没有可复制的字节。</translation>
    </message>
</context>
<context>
    <name>bothends::SegmentExplanations</name>
    <message>
        <source>The %1 sent %2 with sequence number %3.</source>
        <translation>%1发出了 %2，序号为 %3。</translation>
    </message>
    <message>
        <source>It has room for %1 bytes more: that is its window.</source>
        <translation>它还能再接收 %1 字节：这就是它的窗口。</translation>
    </message>
    <message>
        <source>The capture kept only the first %1 of its bytes.</source>
        <translation>抓包文件只保留了前 %1 个字节。</translation>
    </message>
    <message>
        <source>SYN: the client asks for a connection</source>
        <translation>SYN：客户端请求建立连接</translation>
    </message>
    <message>
        <source>With this segment connect() begins the handshake of three segments.</source>
        <translation>connect() 用这个报文段开始三次握手。</translation>
    </message>
    <message>
        <source>It carries the number from which the %1 counts its bytes: %2. It was chosen at random; here it is shown as 0.</source>
        <translation>它带着%1字节计数的起始序号：%2。这个数是随机选取的，这里显示为 0。</translation>
    </message>
    <message>
        <source>Its option MSS says that it takes segments of at most %1 bytes.</source>
        <translation>MSS 选项说明它接收的报文段最多 %1 字节。</translation>
    </message>
    <message>
        <source>SYN-ACK: the server agrees</source>
        <translation>SYN-ACK：服务器同意</translation>
    </message>
    <message>
        <source>Something listens at that port: the kernel answers the SYN by itself, before any program has called accept().</source>
        <translation>该端口上有程序在监听：在程序调用 accept() 之前，内核自己就会应答 SYN。</translation>
    </message>
    <message>
        <source>It acknowledges the client’s SYN, which counts as one byte, and carries the number from which the server counts: %1.</source>
        <translation>它确认客户端的 SYN（按一个字节计），并带上服务器计数的起始序号：%1。</translation>
    </message>
    <message>
        <source>ACK: received so far</source>
        <translation>ACK：到此为止都已收到</translation>
    </message>
    <message>
        <source>The %1 acknowledges what it has received.</source>
        <translation>%1确认已收到的数据。</translation>
    </message>
    <message>
        <source>The %1 has received everything before number %2, and waits for that one next.</source>
        <translation>%1已收到序号 %2 之前的全部数据，接下来等待的就是它。</translation>
    </message>
    <message>
        <source>Its kernel says so; whether the program has read the bytes is another matter.</source>
        <translation>这是内核的确认；程序是否读取了这些字节是另一回事。</translation>
    </message>
    <message>
        <source>Segment • %1</source>
        <translation>报文段 • %1</translation>
    </message>
    <message>
        <source>How the program wrote them is not to be seen here: the kernel cuts a stream into segments as it likes.</source>
        <translation>程序怎样写入这些字节，在这里看不出来：内核会自行把流切成报文段。</translation>
    </message>
    <message>
        <source>PSH is set: mostly the last segment of what was in the sender’s buffer.</source>
        <translation>设置了 PSH：通常是发送缓冲区中最后的一段。</translation>
    </message>
    <message>
        <source>FIN: no more to send</source>
        <translation>FIN：不再发送</translation>
    </message>
    <message>
        <source>The %1 has closed its sending direction, with shutdown() or close().</source>
        <translation>%1用 shutdown() 或 close() 关闭了自己的发送方向。</translation>
    </message>
    <message>
        <source>The FIN counts as one byte, so that it is acknowledged like one.</source>
        <translation>FIN 按一个字节计，所以也像字节一样被确认。</translation>
    </message>
    <message>
        <source>The other direction stays open: the peer reads the end of the stream, recv() returns 0.</source>
        <translation>另一个方向仍然打开：对端读到流的结尾，recv() 返回 0。</translation>
    </message>
    <message>
        <source>RST: the connection is gone</source>
        <translation>RST：连接没有了</translation>
    </message>
    <message>
        <source>The %1 threw the connection away; nothing more is sent or read.</source>
        <translation>%1丢弃了这个连接；不再发送，也不再读取。</translation>
    </message>
    <message>
        <source>After a SYN it means that nothing listens there (ECONNREFUSED), later that a socket was closed with bytes unread, or does not exist any more (ECONNRESET).</source>
        <translation>在 SYN 之后，它表示那里没有程序监听（ECONNREFUSED）；在此之后，表示套接字关闭时还有未读的字节，或已不存在（ECONNRESET）。</translation>
    </message>
    <message>
        <source>A reset is not acknowledged.</source>
        <translation>复位不会被确认。</translation>
    </message>
    <message>
        <source>Sent again • %1</source>
        <translation>重传 • %1</translation>
    </message>
    <message>
        <source>This has passed before, with the same sequence number.</source>
        <translation>同样序号的数据此前已经经过。</translation>
    </message>
    <message>
        <source>The %1 saw no acknowledgment in time, or several that asked for it: the segment or its ACK was lost behind the place of the capture, or was late.</source>
        <translation>%1没有及时见到确认，或见到几个要求它的重复确认：报文段或它的 ACK 在抓包点之后丢失或迟到了。</translation>
    </message>
    <message>
        <source>The receiver throws away what it has already; in the stream each byte stands once.</source>
        <translation>接收方会丢弃已有的数据；流中每个字节只出现一次。</translation>
    </message>
    <message>
        <source>Out of order • %1</source>
        <translation>乱序 • %1</translation>
    </message>
    <message>
        <source>Bytes behind these have passed already: this fills a gap.</source>
        <translation>后面的字节已经先经过：这一段填补空缺。</translation>
    </message>
    <message>
        <source>It took another way, or it was lost before and is sent again. The receiver puts it into its place; the program notices nothing but the delay.</source>
        <translation>它走了另一条路，或者此前丢失后重传。接收方会把它放回原位；程序只会察觉到延迟。</translation>
    </message>
    <message>
        <source>Segment behind a gap • %1</source>
        <translation>空缺之后的报文段 • %1</translation>
    </message>
    <message>
        <source>Bytes before these have not been seen here.</source>
        <translation>在此之前的字节没有在这里出现过。</translation>
    </message>
    <message>
        <source>They were lost on the way, come later, or the capture missed them.</source>
        <translation>它们在途中丢失，稍后才到，或者抓包时遗漏了。</translation>
    </message>
    <message>
        <source>Duplicate ACK</source>
        <translation>重复的 ACK</translation>
    </message>
    <message>
        <source>The %1 says once more that it waits for number %2.</source>
        <translation>%1再次说明它在等待序号 %2。</translation>
    </message>
    <message>
        <source>It does so for each segment that arrives behind a gap. After three of them the sender does not wait for its timer but sends the missing one again (RFC 5681).</source>
        <translation>每当有报文段在空缺之后到达，它都会这样做。收到三个之后，发送方不再等定时器，立即重传缺失的那一段（RFC 5681）。</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>The %1 asks whether the other end is still there.</source>
        <translation>%1询问另一端是否还在。</translation>
    </message>
    <message>
        <source>Its sequence number is one before the next, so it must be answered with an ACK, and carries nothing new. SO_KEEPALIVE switches this on.</source>
        <translation>它的序号比下一个小 1，因此必须用 ACK 应答，而又不带新数据。用 SO_KEEPALIVE 开启。</translation>
    </message>
    <message>
        <source>Zero window: no room for more</source>
        <translation>零窗口：没有空间了</translation>
    </message>
    <message>
        <source>The receive buffer of the %1 is full: its program does not read.</source>
        <translation>%1的接收缓冲区已满：程序没有读取。</translation>
    </message>
    <message>
        <source>The other end must stop sending, and asks now and then until there is room. This is flow control: nothing is lost.</source>
        <translation>另一端必须停止发送，并不时询问，直到有空间为止。这就是流量控制：什么都不会丢失。</translation>
    </message>
    <message>
        <source>Window update</source>
        <translation>窗口更新</translation>
    </message>
    <message>
        <source>The %1 acknowledges nothing new, but says that its room has changed.</source>
        <translation>%1没有确认新的数据，只说明它的空间变了。</translation>
    </message>
    <message>
        <source>Mostly its program has read, and the other end may send again.</source>
        <translation>通常是因为程序已经读取，另一端可以再发送了。</translation>
    </message>
    <message>
        <source>UDP datagram • %1</source>
        <translation>UDP 数据报 • %1</translation>
    </message>
    <message>
        <source>The %1 sent one datagram of %2.</source>
        <translation>%1发出了一个 %2 的数据报。</translation>
    </message>
    <message>
        <source>UDP has no handshake, no numbers and no acknowledgment: whether it arrived is not to be seen here.</source>
        <translation>UDP 没有握手，没有序号，也没有确认：它是否到达，在这里看不出来。</translation>
    </message>
    <message>
        <source>IP cut it into fragments; this is the first, and the others are not shown.</source>
        <translation>IP 把它切成了分片；这是第一个，其余的没有显示。</translation>
    </message>
    <message>
        <source>ICMP message • %1</source>
        <translation>ICMP 报文 • %1</translation>
    </message>
    <message>
        <source>An ICMP message of %1 went to %2.</source>
        <translation>一个 %1 的 ICMP 报文发往 %2。</translation>
    </message>
    <message>
        <source>ICMP has no ports: kernels and routers talk, not programs.</source>
        <translation>ICMP 没有端口：交谈的是内核和路由器，不是程序。</translation>
    </message>
</context>
<context>
    <name>bothends::SendPartDialog</name>
    <message>
        <source>File to Send</source>
        <translation>要发送的文件</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>没有选择文件。</translation>
    </message>
    <message>
        <source>“%1” is no number of bytes.</source>
        <translation>“%1”不是字节数。</translation>
    </message>
    <message>
        <source>Send Part of a File</source>
        <translation>发送文件的一部分</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>From byte</source>
        <translation>起始字节</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>from the beginning</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>to the end</source>
        <translation>到末尾</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>bothends::ServeCommand</name>
    <message>
        <source>Listening on %1. Press Ctrl+C to stop.</source>
        <translation>正在 %1 上监听。按 Ctrl+C 停止。</translation>
    </message>
</context>
<context>
    <name>bothends::ServerPanel</name>
    <message numerus="yes">
        <source>%n character(s) are too many to paste here.</source>
        <translation>
            <numerusform>%n 个字符过多，无法粘贴到此处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop server</source>
        <translation>停止服务器</translation>
    </message>
    <message>
        <source>Start server</source>
        <translation>启动服务器</translation>
    </message>
    <message>
        <source>Other machines in the network can reach a server on this address.</source>
        <translation>网络中的其他机器可以访问此地址上的服务器。</translation>
    </message>
    <message>
        <source>127.0.0.1 keeps it to this machine.</source>
        <translation>使用 127.0.0.1 则只限本机访问。</translation>
    </message>
    <message>
        <source>Waiting for descriptors</source>
        <translation>等待描述符</translation>
    </message>
    <message>
        <source>Accepting paused</source>
        <translation>已暂停接受</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>C&amp;lients (%1)</source>
        <translation>客户端(&amp;L)：%1</translation>
    </message>
    <message>
        <source>Remove the stale file</source>
        <translation>删除失效的文件</translation>
    </message>
    <message>
        <source>The stale file is removed.</source>
        <translation>失效的文件已删除。</translation>
    </message>
    <message>
        <source>Start the server again.</source>
        <translation>请再次启动服务器。</translation>
    </message>
    <message>
        <source>Greeting and what follows it</source>
        <translation>问候语及其后续</translation>
    </message>
    <message>
        <source>Greeting to ever&amp;y new client</source>
        <translation>发给每个新客户端的问候语(&amp;G)</translation>
    </message>
    <message>
        <source>Greeting to ever&amp;y first datagram</source>
        <translation>对首个数据报的问候语(&amp;G)</translation>
    </message>
</context>
<context>
    <name>bothends::SessionActions</name>
    <message>
        <source>&amp;New Session</source>
        <translation>新建会话(&amp;N)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>打开最近的会话(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save Session As…</source>
        <translation>会话另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>E&amp;xport Session…</source>
        <translation>导出会话(&amp;X)…</translation>
    </message>
    <message>
        <source>Export the Shown &amp;Connection…</source>
        <translation>导出所显示的连接(&amp;C)…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2, interrupted)</source>
        <translation>%1（%2，意外中断）</translation>
    </message>
    <message>
        <source>No stored sessions yet</source>
        <translation>还没有保存的会话</translation>
    </message>
    <message>
        <source>Open Session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Save Session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Saving the session…</source>
        <translation>正在保存会话…</translation>
    </message>
    <message>
        <source>Export Session</source>
        <translation>导出会话</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no place in this format and were left out.</source>
        <translation>
            <numerusform>有 %n 行无法用此格式表示，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled, and its file removed.</source>
        <translation>导出已取消，其文件已删除。</translation>
    </message>
    <message>
        <source>The session is in %1.</source>
        <translation>会话已写入 %1。</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Packets for Wireshark</source>
        <translation>供 Wireshark 读取的数据包</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Sessions and captures</source>
        <translation>会话和抓包文件</translation>
    </message>
    <message>
        <source>Captures of packets</source>
        <translation>抓包文件</translation>
    </message>
    <message>
        <source>&amp;Open Session or Capture…</source>
        <translation>打开会话或抓包文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Rep&amp;lay a Connection…</source>
        <translation>重放连接(&amp;L)…</translation>
    </message>
    <message>
        <source>There is no connection to replay yet.</source>
        <translation>还没有可以重放的连接。</translation>
    </message>
    <message>
        <source>this session</source>
        <translation>本会话</translation>
    </message>
    <message>
        <source>A copy of this session is still being saved. Closing the window cancels that.</source>
        <translation>此会话的副本仍在保存。关闭窗口会取消保存。</translation>
    </message>
    <message>
        <source>Saving was cancelled, and its file removed.</source>
        <translation>保存已取消，其文件已删除。</translation>
    </message>
</context>
<context>
    <name>bothends::SessionCodeTexts</name>
    <message>
        <source>This packet was captured on its way. Which calls made the kernels send it is not known, so there is no code to show.</source>
        <translation>这个数据包是在途中捕获的，无法知道是哪些调用让内核发出了它，所以没有代码可以显示。</translation>
    </message>
</context>
<context>
    <name>bothends::SessionWindows</name>
    <message>
        <source>This session is kept in memory only: save it with File, Save Session As before you close the window.</source>
        <translation>此会话只保存在内存中：关闭窗口之前，请用“文件”菜单的“会话另存为”保存。</translation>
    </message>
</context>
<context>
    <name>bothends::SetupExplanations</name>
    <message>
        <source>The %1 asked the kernel for a TCP socket.</source>
        <translation>%1向内核申请了一个 TCP 套接字。</translation>
    </message>
    <message>
        <source>The %1 asked the kernel for a TCP socket and got descriptor %2, the number by which the program uses it from now on.</source>
        <translation>%1向内核申请了一个 TCP 套接字，得到描述符 %2；程序从此用这个编号使用它。</translation>
    </message>
    <message>
        <source>A socket for the server</source>
        <translation>服务器的套接字</translation>
    </message>
    <message>
        <source>It has no address yet, so nobody can reach it: bind() and listen() follow.</source>
        <translation>它还没有地址，没有人能连到它：接下来要调用 bind() 与 listen() 两步。</translation>
    </message>
    <message>
        <source>In Python this is socket.socket(%1, SOCK_STREAM), in C socket() with the same words; Qt makes it inside QTcpServer::listen().</source>
        <translation>在 Python 中是 socket.socket(%1, SOCK_STREAM)，在 C 中是参数相同的 socket()；Qt 在 QTcpServer::listen() 内部创建它。</translation>
    </message>
    <message>
        <source>A socket for the client</source>
        <translation>客户端的套接字</translation>
    </message>
    <message>
        <source>A client needs no bind(): connect() gives its socket a free port.</source>
        <translation>客户端不需要 bind()：connect() 会给它的套接字一个空闲端口。</translation>
    </message>
    <message>
        <source>A socket is one end of a connection; the server holds the other end with a socket of its own.</source>
        <translation>一个套接字是连接的一端；服务器用自己的套接字持有另一端。</translation>
    </message>
    <message>
        <source>%1 is a loopback address: only programs on this machine can reach it.</source>
        <translation>%1 是回环地址：只有本机的程序能连到它。</translation>
    </message>
    <message>
        <source>%1 stands for every address of this machine, so others in the network can reach it, too.</source>
        <translation>%1 代表本机的所有地址，所以网络中的其他机器也能连到它。</translation>
    </message>
    <message>
        <source>%1 can be reached from the networks that this machine is in.</source>
        <translation>从本机所在的网络可以连到 %1。</translation>
    </message>
    <message>
        <source>bind() reserves the port but does not open it: until listen(), whoever connects is refused.</source>
        <translation>bind() 只占用端口而不打开它：在 listen() 之前，连接者会被拒绝。</translation>
    </message>
    <message>
        <source>Bound to %1</source>
        <translation>已绑定到 %1</translation>
    </message>
    <message>
        <source>The socket has its address now, with port %1 as asked for.</source>
        <translation>套接字现在有了地址，端口是所要求的 %1。</translation>
    </message>
    <message>
        <source>The program asked for port 0, which means any free port, and the system chose %1.</source>
        <translation>程序要求端口 0，意思是任何空闲端口，系统选择了 %1。</translation>
    </message>
    <message>
        <source>Clients have to be told this number; next time it will be another one.</source>
        <translation>必须把这个号码告诉客户端；下次会是另一个号码。</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>Port %1 is open: from now on the kernel completes handshakes by itself, also before the program calls accept().</source>
        <translation>端口 %1 已打开：从现在起，即使程序还没有调用 accept()，内核也会自己完成握手。</translation>
    </message>
    <message numerus="yes">
        <source>The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.</source>
        <translation>
            <numerusform>积压上限是 %1，而 Linux 多容纳一个：接受队列可容纳 %n 个客户端。</numerusform>
        </translation>
    </message>
    <message>
        <source>A client that finds the queue full is not refused: its SYN is dropped in silence, and it tries again by itself.</source>
        <translation>遇到队列已满的客户端不会被拒绝：它的 SYN 被默默丢弃，它会自己再试。</translation>
    </message>
    <message>
        <source>The backlog limits who waits, not how many clients can be served.</source>
        <translation>积压上限限制的是等待的数量，而不是能够服务多少客户端。</translation>
    </message>
    <message>
        <source>The listening socket goes on listening; each client gets a socket of its own.</source>
        <translation>监听套接字继续监听；每个客户端都得到自己的套接字。</translation>
    </message>
    <message>
        <source>Client accepted as connection #%1</source>
        <translation>已接受客户端，成为连接 #%1</translation>
    </message>
    <message>
        <source>The kernel had completed the handshake before: accept() only takes a finished connection out of the queue.</source>
        <translation>在此之前内核已经完成握手：accept() 只是从队列中取出一个已完成的连接。</translation>
    </message>
    <message>
        <source>The kernel showed the finished connection %1 earlier: accept() only takes it out of the queue.</source>
        <translation>在 %1之前，内核就已显示这个连接完成：accept() 只是把它从队列中取出。</translation>
    </message>
    <message>
        <source>Qt accepted the client at %1 and handed it over: newConnection(); its new socket has descriptor %2.</source>
        <translation>Qt 接受了来自 %1 的客户端并交出它：newConnection()；它的新套接字的描述符是 %2。</translation>
    </message>
    <message>
        <source>In the tutorial’s loop, accept() blocks the whole program until a client comes; here the program goes on, and a signal tells it.</source>
        <translation>在教程的循环中，accept() 会阻塞整个程序，直到有客户端到来；这里程序继续运行，由信号来通知。</translation>
    </message>
    <message>
        <source>The server took the client at %1 out of the queue with a call of its own, right behind the one that Qt had announced.</source>
        <translation>紧接着 Qt 通知的那个客户端，服务器用自己的调用把来自 %1 的客户端也从队列中取出。</translation>
    </message>
    <message>
        <source>Many clients came at once, and the queue is emptied before they are served, so that it does not overflow.</source>
        <translation>许多客户端同时到来，所以先清空队列再逐个服务，以免队列溢出。</translation>
    </message>
    <message>
        <source>The tutorial’s loop calls accept() once for each client and serves it before the next one; meanwhile the others wait.</source>
        <translation>教程的循环为每个客户端调用一次 accept()，服务完才轮到下一个；其间其他客户端在等待。</translation>
    </message>
    <message>
        <source>Accepting is paused, and this one client, at %1, was let in by hand.</source>
        <translation>接受已暂停，来自 %1 的这一个客户端是手动放进来的。</translation>
    </message>
    <message>
        <source>This is one turn of the tutorial’s loop: one call of accept() takes one client, the others stay in the queue.</source>
        <translation>这就是教程的循环转了一圈：一次 accept() 取出一个客户端，其他的留在队列中。</translation>
    </message>
    <message>
        <source>The client at %1 had waited in the accept queue for %2, its connection already ESTABLISHED.</source>
        <translation>来自 %1 的客户端已在接受队列中等待了 %2，它的连接早已处于 ESTABLISHED。</translation>
    </message>
    <message numerus="yes">
        <source>It did not wait before writing: %n byte(s) from it were there before accept().</source>
        <translation>
            <numerusform>它没有等到那时才写入：在 accept() 之前就已有来自它的 %n 个字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>The handshake is the kernel’s work; accept() only hands a finished connection to the program.</source>
        <translation>握手是内核的工作；accept() 只是把已完成的连接交给程序。</translation>
    </message>
    <message>
        <source>In the tutorial’s loop every client waits like this while the program serves another one.</source>
        <translation>在教程的循环中，程序服务一个客户端时，其他客户端都这样等待。</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>正在连接 %1</translation>
    </message>
    <message>
        <source>The system gave its socket the free port %1; the addresses of both ends together name the connection.</source>
        <translation>系统给了它的套接字空闲端口 %1；两端的地址合起来就是这个连接的名字。</translation>
    </message>
    <message>
        <source>The client asked the kernel for a connection to %1.</source>
        <translation>客户端请求内核连接到 %1。</translation>
    </message>
    <message>
        <source>The kernel now exchanges SYN, SYN-ACK and ACK with itself; on loopback that is usually over before the call returns.</source>
        <translation>现在内核与自己交换 SYN、SYN-ACK 和 ACK；在回环上，这通常在调用返回之前就已完成。</translation>
    </message>
    <message>
        <source>The kernels of both ends now exchange SYN, SYN-ACK and ACK; that takes one round trip through the network.</source>
        <translation>现在两端的内核交换 SYN、SYN-ACK 和 ACK；这需要在网络上往返一次。</translation>
    </message>
    <message>
        <source>Python’s connect() blocks until it is done; Qt returns at once and emits connected() later.</source>
        <translation>Python 的 connect() 会阻塞到完成为止；Qt 立即返回，稍后发出 connected() 信号。</translation>
    </message>
    <message>
        <source>The attempt before failed, and %1 is tried once more, with a new socket.</source>
        <translation>上一次尝试失败了，现在用新的套接字再试一次 %1。</translation>
    </message>
    <message>
        <source>That is Qt’s habit, not TCP’s: Python’s connect() would have raised the error at the first one.</source>
        <translation>这是 Qt 的习惯，不是 TCP 的：Python 的 connect() 在第一次失败时就会抛出错误。</translation>
    </message>
    <message>
        <source>The name has several addresses: after %1 the client tries %2.</source>
        <translation>这个名称有多个地址：在 %1 之后，客户端尝试 %2。</translation>
    </message>
    <message>
        <source>Each address is tried with a new socket, and the first that answers counts; Python’s create_connection() does the same.</source>
        <translation>每个地址都用新的套接字尝试，第一个应答的算数；Python 的 create_connection() 也是这样。</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>已连接到 %1</translation>
    </message>
    <message>
        <source>The client may write at once: the kernel keeps its bytes, even before the server has called accept().</source>
        <translation>客户端可以立即写入：即使服务器还没有调用 accept()，内核也会保存它的字节。</translation>
    </message>
    <message>
        <source>The handshake is complete, and Qt emitted connected().</source>
        <translation>握手已完成，Qt 发出了 connected() 信号。</translation>
    </message>
    <message>
        <source>The handshake is complete: Qt emitted connected() %1 after the call of connect().</source>
        <translation>握手已完成：Qt 在调用 connect() 之后 %1发出了 connected() 信号。</translation>
    </message>
    <message>
        <source>The kernel was done earlier: on loopback the server may accept, and even write, before this signal is delivered.</source>
        <translation>内核更早就完成了：在回环上，服务器可能在这个信号送达之前就已接受，甚至已写入。</translation>
    </message>
    <message>
        <source>The first attempt went out from port %1, but the connection stands on port %2.</source>
        <translation>第一次尝试从端口 %1 发出，但连接建立在端口 %2 上。</translation>
    </message>
    <message>
        <source>Qt tries each address twice, and each attempt is a socket with a port of its own: the first one failed, the second one got through.</source>
        <translation>Qt 对每个地址尝试两次，每次尝试都是有自己端口的套接字：第一次失败，第二次成功。</translation>
    </message>
    <message>
        <source>Connecting took %1: the first SYN got no answer, and the kernel repeated it until there was one.</source>
        <translation>连接用了 %1：第一个 SYN 没有得到应答，内核重发到有应答为止。</translation>
    </message>
    <message>
        <source>A full accept queue does that: it drops the SYN in silence instead of refusing.</source>
        <translation>接受队列已满时就会这样：它默默丢弃 SYN，而不是拒绝。</translation>
    </message>
    <message>
        <source>The program saw nothing of it; Python’s connect() would have blocked just as long.</source>
        <translation>程序对此毫无察觉；Python 的 connect() 也会阻塞同样长的时间。</translation>
    </message>
    <message>
        <source>Accepting is paused</source>
        <translation>接受已暂停</translation>
    </message>
    <message>
        <source>The server takes no more clients out of the accept queue; the port stays open.</source>
        <translation>服务器不再从接受队列中取出客户端；端口仍然打开。</translation>
    </message>
    <message>
        <source>The kernel goes on completing handshakes: a client sees connected() and may write, but nobody answers.</source>
        <translation>内核继续完成握手：客户端会看到 connected()，也可以写入，但没有人回答。</translation>
    </message>
    <message numerus="yes">
        <source>With the backlog of %1, %n client(s) can wait; the next ones stay in SYN_SENT.</source>
        <translation>
            <numerusform>积压上限为 %1 时，可以有 %n 个客户端等待；后来的停留在 SYN_SENT。</numerusform>
        </translation>
    </message>
    <message>
        <source>The tutorial’s server is like this whenever it is busy with one client and not in accept().</source>
        <translation>教程的服务器忙于一个客户端而不在 accept() 中时，就是这样。</translation>
    </message>
    <message>
        <source>Accepting goes on</source>
        <translation>继续接受</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) were waiting there when the kernel was last asked.</source>
        <translation>
            <numerusform>最近一次询问内核时，有 %n 个客户端在那里等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clients whose SYN was dropped because the queue was full get in with their next attempt, usually within a few seconds.</source>
        <translation>因队列已满而被丢弃 SYN 的客户端，会在下一次尝试时进入，通常在几秒之内。</translation>
    </message>
    <message>
        <source>The server takes clients out of the accept queue again, in the order in which they came.</source>
        <translation>服务器又从接受队列中取出客户端，按照它们到来的顺序。</translation>
    </message>
    <message>
        <source>A local client that found the queue full was told so at once.</source>
        <translation>遇到队列已满的本地客户端当时就得到了告知。</translation>
    </message>
</context>
<context>
    <name>bothends::SocketFacts</name>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>A local stream stays within this machine: nothing is on its way, so it needs no handshake and no FIN, and has no state diagram like TCP’s.</source>
        <translation>本地流不离开本机：没有数据在途中，所以不需要握手和 FIN，也没有 TCP 那样的状态图。</translation>
    </message>
    <message>
        <source>ICMP has no connections: there is no handshake and no FIN, and hence no state diagram.</source>
        <translation>ICMP 没有连接：没有握手，也没有 FIN，因此没有状态图。</translation>
    </message>
    <message>
        <source>Datagrams need no connection: there is no handshake and no FIN, and hence no state diagram. A socket has a peer (after connect()) or it has none.</source>
        <translation>数据报不需要连接：没有握手，也没有 FIN，因此没有状态图。套接字要么有对端（调用 connect() 之后），要么没有。</translation>
    </message>
    <message>
        <source>LISTEN: waits for clients; ESTABLISHED: has a peer; UNCONN: has none</source>
        <translation>LISTEN：等待客户端；ESTABLISHED：有对端；UNCONN：没有对端</translation>
    </message>
    <message>
        <source>UNCONN: takes datagrams from anybody; ESTABLISHED: only from its peer</source>
        <translation>UNCONN：接收任何人的数据报；ESTABLISHED：只接收对端的</translation>
    </message>
    <message>
        <source>bytes that arrived and that the program has not read</source>
        <translation>已经到达但程序还没有读取的字节</translation>
    </message>
    <message>
        <source>bytes of the datagram that comes next</source>
        <translation>下一个数据报的字节数</translation>
    </message>
    <message>
        <source>memory that waiting datagrams take in the kernel, more than their bytes</source>
        <translation>等待中的数据报占用的内核内存，比它们的字节数多</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>未观察到</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>What it tells</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What the kernel told of both ends</source>
        <translation>内核报告的两端情况</translation>
    </message>
    <message>
        <source>no socket any more</source>
        <translation>套接字已不存在</translation>
    </message>
    <message>
        <source>%1 (concluded)</source>
        <translation>%1（推断）</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>a path, a name of its own (@), or none: then the number of its inode</source>
        <translation>路径，或自有名称（@），或没有名称：此时是 inode 编号</translation>
    </message>
    <message>
        <source>address and port</source>
        <translation>地址和端口</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>clients that wait for accept(), and how many may</source>
        <translation>等待 accept() 的客户端数，以及最多允许多少</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>shut</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读方向</translation>
    </message>
    <message>
        <source>shut by shutdown(SHUT_RD) here or SHUT_WR at the peer</source>
        <translation>由本端 shutdown(SHUT_RD) 或对端 SHUT_WR 关闭</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写方向</translation>
    </message>
    <message>
        <source>shut by shutdown(SHUT_WR) here or SHUT_RD at the peer</source>
        <translation>由本端 shutdown(SHUT_WR) 或对端 SHUT_RD 关闭</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>datagrams that the kernel threw away because the buffer was full</source>
        <translation>因缓冲区已满而被内核丢弃的数据报</translation>
    </message>
    <message>
        <source>held by</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>whether a program holds the socket, or it waits for accept()</source>
        <translation>套接字由程序持有，还是在等待 accept()</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>bothends::StateDiagram</name>
    <message>
        <source>hatched: passed or concluded, not observed</source>
        <translation>斜线：经过或推断所得，并未观测到</translation>
    </message>
    <message>
        <source>%1 (not observed)</source>
        <translation>%1（未观测到）</translation>
    </message>
    <message>
        <source>now %1 (reported by the kernel)</source>
        <translation>当前为 %1（内核报告）</translation>
    </message>
    <message>
        <source>now %1 (concluded, not observed)</source>
        <translation>当前为 %1（推断所得，未观测到）</translation>
    </message>
</context>
<context>
    <name>bothends::StatePathTexts</name>
    <message>
        <source>FIN sent</source>
        <translation>已发 FIN</translation>
    </message>
    <message>
        <source>RST sent</source>
        <translation>已发 RST</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>RST or timeout</source>
        <translation>RST 或超时</translation>
    </message>
    <message>
        <source>peer gone</source>
        <translation>对端已不在</translation>
    </message>
</context>
<context>
    <name>bothends::StepArguments</name>
    <message>
        <source>File to Send</source>
        <translation>要发送的文件</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>无地址</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Backlog of listen()</source>
        <translation>listen() 的积压上限</translation>
    </message>
    <message>
        <source>Bytes that the server’s call sends</source>
        <translation>服务器的调用发送的字节</translation>
    </message>
    <message>
        <source>Bytes that the client’s call sends</source>
        <translation>客户端的调用发送的字节</translation>
    </message>
    <message>
        <source>How the bytes are typed</source>
        <translation>字节的输入方式</translation>
    </message>
    <message>
        <source>Address that a datagram is sent to</source>
        <translation>数据报发往的地址</translation>
    </message>
    <message>
        <source>File that sendfile() sends, or whose descriptor sendmsg() passes</source>
        <translation>sendfile() 发送的文件，或由 sendmsg() 传递其描述符的文件</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>buffer </source>
        <translation>缓冲区 </translation>
    </message>
    <message>
        <source>backlog </source>
        <translation>积压 </translation>
    </message>
    <message>
        <source>Bytes that the buffer of a receiving call holds</source>
        <translation>接收调用的缓冲区能容纳的字节数</translation>
    </message>
    <message>
        <source>Bytes that the buffer for ancillary data holds</source>
        <translation>辅助数据缓冲区能容纳的字节数</translation>
    </message>
    <message>
        <source>MSG_PEEK: look at the bytes and leave them there</source>
        <translation>MSG_PEEK：只查看字节，并将其留在原处</translation>
    </message>
    <message>
        <source>MSG_DONTWAIT: do not wait; here no call does</source>
        <translation>MSG_DONTWAIT：不等待；这里的调用本来就不等待</translation>
    </message>
    <message>
        <source>MSG_WAITALL: return only when the buffer is full</source>
        <translation>MSG_WAITALL：缓冲区装满才返回</translation>
    </message>
    <message>
        <source>Direction that shutdown() closes</source>
        <translation>shutdown() 关闭的方向</translation>
    </message>
    <message>
        <source>with RST</source>
        <translation>用 RST</translation>
    </message>
    <message>
        <source>Close with SO_LINGER 0: the peer gets a reset instead of FIN</source>
        <translation>以 SO_LINGER 0 关闭：对端收到复位而不是 FIN</translation>
    </message>
    <message>
        <source>Socket option</source>
        <translation>套接字选项</translation>
    </message>
    <message>
        <source>Value of the option: a number, or the address of a group</source>
        <translation>选项的值：数字，或组播地址</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>转义</translation>
    </message>
</context>
<context>
    <name>bothends::StepButtons</name>
    <message>
        <source>New socket</source>
        <translation>新建套接字</translation>
    </message>
    <message>
        <source>%1, comes next</source>
        <translation>%1，下一步</translation>
    </message>
</context>
<context>
    <name>bothends::StepOutcome</name>
    <message>
        <source>Use a ping socket instead</source>
        <translation>改用 ping 套接字</translation>
    </message>
    <message>
        <source>Remove the stale file</source>
        <translation>删除失效的文件</translation>
    </message>
    <message>
        <source>The stale file is removed.</source>
        <translation>失效的文件已删除。</translation>
    </message>
</context>
<context>
    <name>bothends::StepPanel</name>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>监听中</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>已绑定</translation>
    </message>
    <message>
        <source>New socket</source>
        <translation>新建套接字</translation>
    </message>
    <message>
        <source>fd %1, closed</source>
        <translation>fd %1，已关闭</translation>
    </message>
    <message>
        <source>fd %1, listening</source>
        <translation>fd %1，监听中</translation>
    </message>
    <message>
        <source>fd %1, accepted #%2</source>
        <translation>fd %1，已接受 #%2</translation>
    </message>
    <message>
        <source>fd %1, connected #%2</source>
        <translation>fd %1，已连接 #%2</translation>
    </message>
    <message>
        <source>fd %1, connecting</source>
        <translation>fd %1，连接中</translation>
    </message>
    <message>
        <source>fd %1, bound</source>
        <translation>fd %1，已绑定</translation>
    </message>
    <message>
        <source>fd %1, new</source>
        <translation>fd %1，新建</translation>
    </message>
    <message>
        <source>Server socket that the calls are for</source>
        <translation>调用所针对的服务器套接字</translation>
    </message>
    <message>
        <source>Client socket that the calls are for</source>
        <translation>调用所针对的客户端套接字</translation>
    </message>
    <message>
        <source>Fewer calls</source>
        <translation>较少的调用</translation>
    </message>
    <message>
        <source>More calls</source>
        <translation>更多的调用</translation>
    </message>
    <message>
        <source>no socket yet</source>
        <translation>还没有套接字</translation>
    </message>
</context>
<context>
    <name>bothends::StepTexts</name>
    <message>
        <source>Chooses the address of this machine that the packets carry; ICMP has no ports.</source>
        <translation>选择数据包所带的本机地址；ICMP 没有端口。</translation>
    </message>
    <message>
        <source>This socket has its address already: the kernel answers EINVAL.</source>
        <translation>该套接字已有地址：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>connect() has given this socket a port already: the kernel answers EINVAL.</source>
        <translation>connect() 已经给了该套接字一个端口：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>It would give a name to a connection that needs none any more.</source>
        <translation>这会给一个不再需要名称的连接命名。</translation>
    </message>
    <message>
        <source>Gives the socket a name: a file appears at that path, and datagrams can arrive.</source>
        <translation>给套接字一个名称：该路径处会出现一个文件，数据报就可以到达。</translation>
    </message>
    <message>
        <source>Gives the socket a name: a file appears at that path, but nobody can connect yet.</source>
        <translation>给套接字一个名称：该路径处会出现一个文件，但还没有人能连接。</translation>
    </message>
    <message>
        <source>Gives the socket its address and port: from now on datagrams arrive.</source>
        <translation>给套接字地址和端口：从此数据报可以到达。</translation>
    </message>
    <message>
        <source>Gives the socket its address and port; nobody can connect yet.</source>
        <translation>给套接字地址和端口；还没有人能连接。</translation>
    </message>
    <message>
        <source>Gives this end a name; without one nobody can answer it.</source>
        <translation>给这一端一个名称；没有名称就没有人能回答它。</translation>
    </message>
    <message>
        <source>Gives this end a name; most clients have none.</source>
        <translation>给这一端一个名称；大多数客户端没有名称。</translation>
    </message>
    <message>
        <source>Chooses the client’s own port; without it the system takes any free one.</source>
        <translation>选择客户端自己的端口；否则系统会取任意空闲端口。</translation>
    </message>
    <message>
        <source>Changes the backlog; whoever waits in the accept queue stays there.</source>
        <translation>改变积压上限；在接受队列中等待的客户端仍留在那里。</translation>
    </message>
    <message>
        <source>A connection cannot listen: the kernel answers EINVAL.</source>
        <translation>连接不能监听：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>The socket has no name yet: the kernel answers EINVAL.</source>
        <translation>该套接字还没有名称：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>The socket has no port yet: the system would choose one that no client knows.</source>
        <translation>该套接字还没有端口：系统会选一个没有客户端知道的端口。</translation>
    </message>
    <message>
        <source>Opens the address: the kernel lets clients in and keeps them in the accept queue.</source>
        <translation>开放该地址：内核让客户端进来，并把它们留在接受队列中。</translation>
    </message>
    <message>
        <source>Takes the client that waits longest out of the accept queue, with a socket of its own; if none waits, EAGAIN.</source>
        <translation>从接受队列取出等待最久的客户端，并给它自己的套接字；没有客户端等待时为 EAGAIN。</translation>
    </message>
    <message>
        <source>A connection has no clients of its own: the kernel answers EINVAL.</source>
        <translation>连接没有自己的客户端：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>This socket does not listen: the kernel answers EINVAL.</source>
        <translation>该套接字没有监听：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>Notes another peer instead; again nothing is sent.</source>
        <translation>改为记下另一个对端；同样不发送任何内容。</translation>
    </message>
    <message>
        <source>Sends nothing: the kernel only notes the peer, for send() and for what it lets in.</source>
        <translation>不发送任何内容：内核只记下对端，供 send() 使用，并据此决定放入哪些数据报。</translation>
    </message>
    <message>
        <source>A listening socket cannot connect: the kernel answers EISCONN.</source>
        <translation>监听套接字不能连接：内核回答 EISCONN。</translation>
    </message>
    <message>
        <source>A listening socket cannot connect: the kernel answers EINVAL.</source>
        <translation>监听套接字不能连接：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>A socket can be connected only once: the kernel answers EISCONN.</source>
        <translation>一个套接字只能连接一次：内核回答 EISCONN。</translation>
    </message>
    <message>
        <source>It is connecting already: the kernel answers EALREADY until that is over.</source>
        <translation>它已在连接中：在结束之前内核回答 EALREADY。</translation>
    </message>
    <message>
        <source>Asks for a connection: SYN, SYN-ACK, ACK; the kernel answers EINPROGRESS, and a signal tells the end.</source>
        <translation>请求连接：SYN、SYN-ACK、ACK；内核回答 EINPROGRESS，结果由信号告知。</translation>
    </message>
    <message>
        <source>Connects to the name; the result is there at once, because both ends are on this machine.</source>
        <translation>连接到该名称；因为两端都在本机上，结果立即就有。</translation>
    </message>
    <message>
        <source>As connect(), but the errno is its result instead of an exception; 0 is success.</source>
        <translation>与 connect() 相同，但以 errno 为返回值而不是抛出异常；0 表示成功。</translation>
    </message>
    <message>
        <source>The connection is over: the kernel answers EPIPE.</source>
        <translation>连接已经结束：内核回答 EPIPE。</translation>
    </message>
    <message>
        <source>The handshake is not over: the kernel answers EAGAIN.</source>
        <translation>握手尚未结束：内核回答 EAGAIN。</translation>
    </message>
    <message>
        <source>There is no connection: the kernel answers EPIPE.</source>
        <translation>没有连接：内核回答 EPIPE。</translation>
    </message>
    <message>
        <source>There is no connection: the kernel answers ENOTCONN.</source>
        <translation>没有连接：内核回答 ENOTCONN。</translation>
    </message>
    <message>
        <source>shutdown() has closed this direction: the kernel answers EPIPE.</source>
        <translation>shutdown() 已关闭这个方向：内核回答 EPIPE。</translation>
    </message>
    <message>
        <source>Calls send() until the kernel has taken all the bytes.</source>
        <translation>反复调用 send()，直到内核接收了所有字节。</translation>
    </message>
    <message>
        <source>Sends bytes and passes an open file to the other process (SCM_RIGHTS).</source>
        <translation>发送字节，并把一个打开的文件传给另一个进程（SCM_RIGHTS）。</translation>
    </message>
    <message>
        <source>Sends a file; the kernel reads it, and the bytes never enter the program.</source>
        <translation>发送文件；由内核读取，字节不经过程序。</translation>
    </message>
    <message>
        <source>Hands bytes to the kernel, which may take fewer and says how many it took.</source>
        <translation>把字节交给内核；内核可能只接收一部分，并告知接收了多少。</translation>
    </message>
    <message>
        <source>No receiver is noted: the kernel answers ENOTCONN.</source>
        <translation>没有记下接收者：内核回答 ENOTCONN。</translation>
    </message>
    <message>
        <source>No receiver is noted: the kernel answers EDESTADDRREQ.</source>
        <translation>没有记下接收者：内核回答 EDESTADDRREQ。</translation>
    </message>
    <message>
        <source>Sends one datagram and passes an open file with it (SCM_RIGHTS).</source>
        <translation>发送一个数据报，并随之传递一个打开的文件（SCM_RIGHTS）。</translation>
    </message>
    <message>
        <source>Sends one ICMP message, here an echo request.</source>
        <translation>发送一个 ICMP 消息，这里是回显请求。</translation>
    </message>
    <message>
        <source>Sends one datagram to the peer that connect() noted.</source>
        <translation>向 connect() 记下的对端发送一个数据报。</translation>
    </message>
    <message>
        <source>Sends one datagram to the name beside it; without a name of its own nobody can answer.</source>
        <translation>向旁边的名称发送一个数据报；自己没有名称时没有人能回答。</translation>
    </message>
    <message>
        <source>Sends one datagram to the address beside it, without a connection.</source>
        <translation>不用连接，向旁边的地址发送一个数据报。</translation>
    </message>
    <message>
        <source>The connection is over: every further read returns 0 bytes.</source>
        <translation>连接已经结束：之后每次读取都返回 0 字节。</translation>
    </message>
    <message>
        <source>There is no connection: the kernel answers EINVAL.</source>
        <translation>没有连接：内核回答 EINVAL。</translation>
    </message>
    <message>
        <source>The stream has ended: every further read returns 0 bytes.</source>
        <translation>流已经结束：之后每次读取都返回 0 字节。</translation>
    </message>
    <message>
        <source>shutdown() has closed this direction: a read returns what is there, then 0 bytes.</source>
        <translation>shutdown() 已关闭这个方向：读取返回已有的数据，然后返回 0 字节。</translation>
    </message>
    <message>
        <source>Nothing can arrive at a socket without an address: the kernel answers EAGAIN.</source>
        <translation>没有地址的套接字收不到任何东西：内核回答 EAGAIN。</translation>
    </message>
    <message>
        <source>Takes one datagram, with the address of its sender; none: EAGAIN.</source>
        <translation>取出一个数据报及其发送者的地址；没有时为 EAGAIN。</translation>
    </message>
    <message>
        <source>Takes data together with flags, address and the ancillary data that options asked for.</source>
        <translation>取出数据，连同标志、地址以及由选项要求的辅助数据。</translation>
    </message>
    <message>
        <source>Fills a buffer that is there already; cells behind the last byte stay untouched.</source>
        <translation>填充已有的缓冲区；最后一个字节之后的格子保持不变。</translation>
    </message>
    <message>
        <source>Returns one line out of a second buffer in the program, which recv() fills in large pieces.</source>
        <translation>从程序中的第二个缓冲区返回一行；该缓冲区由 recv() 成块填充。</translation>
    </message>
    <message>
        <source>Takes what has arrived, at most as much as the buffer holds; nothing there: EAGAIN.</source>
        <translation>取出已到达的数据，最多为缓冲区的大小；没有时为 EAGAIN。</translation>
    </message>
    <message>
        <source>Takes one datagram; what does not fit into the buffer is lost; none: EAGAIN.</source>
        <translation>取出一个数据报；放不进缓冲区的部分会丢失；没有时为 EAGAIN。</translation>
    </message>
    <message>
        <source>Datagrams have no end: the peer is told nothing, only send() answers EPIPE from then on.</source>
        <translation>数据报没有结束：对端不会得知，只是从此 send() 回答 EPIPE。</translation>
    </message>
    <message>
        <source>There is no peer: the kernel answers ENOTCONN.</source>
        <translation>没有对端：内核回答 ENOTCONN。</translation>
    </message>
    <message>
        <source>There is no connection yet that could be ended.</source>
        <translation>还没有可以结束的连接。</translation>
    </message>
    <message>
        <source>It is meant for connections; with SHUT_RD this socket would stop listening.</source>
        <translation>它是用于连接的；用 SHUT_RD 会使该套接字停止监听。</translation>
    </message>
    <message>
        <source>It would break off connecting.</source>
        <translation>这会中断连接过程。</translation>
    </message>
    <message>
        <source>Both directions have ended already.</source>
        <translation>两个方向都已结束。</translation>
    </message>
    <message>
        <source>Ends one direction: SHUT_WR sends FIN, and the peer can still answer.</source>
        <translation>结束一个方向：SHUT_WR 发送 FIN，对端仍可回答。</translation>
    </message>
    <message>
        <source>Ends one direction: after SHUT_WR the peer reads the end, and can still answer.</source>
        <translation>结束一个方向：SHUT_WR 之后对端读到结束，仍可回答。</translation>
    </message>
    <message>
        <source>Ends listening; clients that still wait in the accept queue are thrown out.</source>
        <translation>结束监听；仍在接受队列中等待的客户端会被断开。</translation>
    </message>
    <message>
        <source>Gives the descriptor back; the kernel sends what is left, and FIN behind it.</source>
        <translation>交还描述符；内核发送剩余的数据，随后发送 FIN。</translation>
    </message>
    <message>
        <source>Gives the descriptor back to the system.</source>
        <translation>把描述符交还给系统。</translation>
    </message>
    <message>
        <source>Makes another socket; this one stays as it is.</source>
        <translation>再建一个套接字；这一个保持不变。</translation>
    </message>
    <message>
        <source>Asks the kernel for a new %1, without address and peer.</source>
        <translation>向内核要一个新的套接字（%1），没有地址，也没有对端。</translation>
    </message>
    <message>
        <source>There is no socket yet: socket() comes first.</source>
        <translation>还没有套接字：首先是 socket() 调用。</translation>
    </message>
    <message>
        <source>This socket is closed and its descriptor is gone: the answer is EBADF.</source>
        <translation>该套接字已关闭，描述符不再存在：回答是 EBADF。</translation>
    </message>
    <message>
        <source>Changes an option of this socket; some count only before bind() or connect().</source>
        <translation>改变该套接字的选项；有些只在 bind() 或 connect() 之前有效。</translation>
    </message>
    <message>
        <source>Asks the kernel which value an option has now.</source>
        <translation>询问内核某个选项现在的值。</translation>
    </message>
</context>
<context>
    <name>bothends::StoreWatch</name>
    <message>
        <source>The last part of this session could not be written to disk yet, and is lost when the window closes. Free some space or choose another place first.</source>
        <translation>会话的最后一部分尚未写入磁盘，关闭窗口就会丢失。请先释放空间或另选位置。</translation>
    </message>
    <message>
        <source>Free some space on that disk, or go on in another place. Nothing is lost: the sockets are read no further until the session can be written, and it goes on by itself.</source>
        <translation>请释放该磁盘的空间，或另选位置继续。不会丢失数据：在会话能够写入之前不再读取套接字，之后自动继续。</translation>
    </message>
    <message>
        <source>Try Again Now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Choose Another Place…</source>
        <translation>另选位置…</translation>
    </message>
    <message>
        <source>Go On in Another Place</source>
        <translation>在另一位置继续</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>The session goes on in %1.</source>
        <translation>会话在 %1 中继续。</translation>
    </message>
    <message>
        <source>The file of this session was removed or replaced. The session is lost when the window closes, unless it goes on in another place.</source>
        <translation>此会话的文件已被删除或替换。关闭窗口后会话将丢失，除非换一个位置继续。</translation>
    </message>
</context>
<context>
    <name>bothends::TimelineArrows</name>
    <message>
        <source>%1 B</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 never read</source>
        <translation>%1 始终未被读取</translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation>%1 未读</translation>
    </message>
    <message>
        <source>%1 on the way</source>
        <translation>%1 在途</translation>
    </message>
    <message>
        <source>%1 not sent yet</source>
        <translation>%1 尚未发送</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 丢失</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 被拒绝</translation>
    </message>
</context>
<context>
    <name>bothends::TimelineHeader</name>
    <message>
        <source>Columns: time, %1, wire, %2</source>
        <translation>列：时间、%1、线路、%2</translation>
    </message>
    <message>
        <source>+ms</source>
        <translation>+ms</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Client #%1</source>
        <translation>客户端 #%1</translation>
    </message>
    <message>
        <source>other program</source>
        <translation>其他程序</translation>
    </message>
    <message>
        <source>The kernel’s states cannot be observed here; all states are concluded.</source>
        <translation>此处无法观察内核状态；所有状态均为推断。</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>What the bars and arrows mean</source>
        <translation>竖条和箭头的含义</translation>
    </message>
    <message>
        <source>the other host</source>
        <translation>对方主机</translation>
    </message>
</context>
<context>
    <name>bothends::TimelineLegend</name>
    <message>
        <source>state that the kernel reported</source>
        <translation>内核报告的状态</translation>
    </message>
    <message>
        <source>state concluded from calls and signals, not seen in the kernel</source>
        <translation>根据调用和信号推断的状态，未在内核中观察到</translation>
    </message>
    <message>
        <source>connected, but it waits in the accept queue: no program holds it yet</source>
        <translation>已连接，但在接受队列中等待：还没有程序持有它</translation>
    </message>
    <message>
        <source>socket of another program on this machine</source>
        <translation>本机其他程序的套接字</translation>
    </message>
    <message>
        <source>segment that was not captured, concluded from the states</source>
        <translation>未捕获的报文段，根据状态推断</translation>
    </message>
    <message>
        <source>bytes that nobody has read yet</source>
        <translation>还没有被读取的字节</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>something happened to another connection</source>
        <translation>其他连接上有事件发生</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>one datagram, an envelope: it arrives whole or not at all</source>
        <translation>一个数据报（信封）：要么完整到达，要么根本不到</translation>
    </message>
    <message>
        <source>a datagram that was longer than the buffer: the rest is lost</source>
        <translation>比缓冲区长的数据报：其余部分丢失</translation>
    </message>
    <message>
        <source>a datagram that nobody will read</source>
        <translation>不会被读取的数据报</translation>
    </message>
    <message>
        <source>looked at with MSG_PEEK: the bytes are still in the kernel</source>
        <translation>用 MSG_PEEK 查看：字节仍在内核中</translation>
    </message>
    <message>
        <source>a buffer that was given: cells that were filled, cells that were not touched</source>
        <translation>给定的缓冲区：已填充的格子和未动过的格子</translation>
    </message>
    <message>
        <source>bytes that are in a file</source>
        <translation>存放在文件中的字节</translation>
    </message>
    <message>
        <source>a thread of the server that waits in a call</source>
        <translation>服务器的一个线程正在调用中等待</translation>
    </message>
    <message>
        <source>bytes from one of our writes to the read that took them; or a segment that was captured</source>
        <translation>字节：从我们的一次写入到取走它们的那次读取；或捕获的报文段</translation>
    </message>
</context>
<context>
    <name>bothends::TimelineModel</name>
    <message numerus="yes">
        <source>%1, and %n more like it</source>
        <translation>
            <numerusform>%1，以及另外 %n 个同类事件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelinePainter</name>
    <message>
        <source>outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>%1, in the accept queue: no program holds it yet</source>
        <translation>%1，在接受队列中：还没有程序持有它</translation>
    </message>
    <message>
        <source>%1, reported by the kernel</source>
        <translation>%1，由内核报告</translation>
    </message>
    <message>
        <source>%1, concluded: the kernel was not seen in it</source>
        <translation>%1，推断得出：未观察到内核处于此状态</translation>
    </message>
    <message>
        <source>a thread is in %1; the kernel was not asked where</source>
        <translation>一个线程正在 %1 中；没有向内核查询其位置</translation>
    </message>
    <message>
        <source>a thread sleeps in %1, as the kernel reported</source>
        <translation>一个线程在 %1 中睡眠（由内核报告）</translation>
    </message>
</context>
<context>
    <name>bothends::TimelinePicture</name>
    <message numerus="yes">
        <source>%n more row(s) are left out.</source>
        <translation>
            <numerusform>另有 %n 行未画出。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is not enough memory for a picture of this size.</source>
        <translation>内存不足，无法生成这样大的图片。</translation>
    </message>
    <message>
        <source>Timeline of a session in BothEnds</source>
        <translation>BothEnds 会话时间线</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>The picture could not be written to %1: %2</source>
        <translation>无法将图片写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>bothends::TimelineRow</name>
    <message>
        <source>%1 s later</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>%1 min later</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>%1 h later</source>
        <translation>%1 小时后</translation>
    </message>
    <message>
        <source>error %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>The bytes of this row are no longer kept.</source>
        <translation>此行的字节已不再保留。</translation>
    </message>
    <message>
        <source>less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>more</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>show all (%1)</source>
        <translation>显示全部（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) were read</source>
        <translation>
            <numerusform>读取了 %n 个选项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the buffer has %n byte(s)</source>
        <translation>
            <numerusform>缓冲区有 %n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %1 of the file, bytes %2 to %3, in %n call(s)</source>
        <translation>
            <numerusform>发送了文件的 %1（第 %2 到 %3 字节），共 %n 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received %1 in %n read(s), saved as bytes %2 to %3</source>
        <translation>
            <numerusform>%n 次读取收到 %1，保存为第 %2 到 %3 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>in the kernel: not told</source>
        <translation>内核中：未报告</translation>
    </message>
    <message numerus="yes">
        <source>in the kernel: %n byte(s)</source>
        <translation>
            <numerusform>内核中：%n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the program: %n byte(s)</source>
        <translation>
            <numerusform>程序中：%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bothends::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新内容</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new row(s): go to the end</source>
        <translation>
            <numerusform>%n 行新内容：转到末尾</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Hex</source>
        <translation>十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Python bytes</source>
        <translation>Python 字节串(&amp;P)</translation>
    </message>
    <message>
        <source>Show &amp;All Bytes</source>
        <translation>显示全部字节(&amp;A)</translation>
    </message>
    <message>
        <source>All Co&amp;nnections</source>
        <translation>所有连接(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Only Connection #%1</source>
        <translation>仅连接 #%1(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;C array</source>
        <translation>C 数组(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Base64</source>
        <translation>Base64(&amp;B)</translation>
    </message>
</context>
<context>
    <name>bothends::TransferBar</name>
    <message>
        <source>ended after %1 of %2</source>
        <translation>已结束：%1，共 %2</translation>
    </message>
    <message>
        <source>sent: %1, %2 per second</source>
        <translation>已发送：%1，每秒 %2</translation>
    </message>
    <message>
        <source>saved: %1, %2 per second</source>
        <translation>已保存：%1，每秒 %2</translation>
    </message>
    <message>
        <source>%1 sent; it waits</source>
        <translation>已发送 %1，正在等待</translation>
    </message>
    <message>
        <source>%1 saved; the disk is full, reading waits</source>
        <translation>已保存 %1；磁盘已满，暂停读取</translation>
    </message>
    <message>
        <source>%1, %2 per second</source>
        <translation>%1，每秒 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 of %2, %3 per second, %4 left</source>
        <translation>%1，共 %2，每秒 %3，还需 %4</translation>
    </message>
    <message>
        <source>%1 to #%2</source>
        <translation>%1 发往 #%2</translation>
    </message>
    <message>
        <source>%1 from #%2</source>
        <translation>%1 来自 #%2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation>停止保存</translation>
    </message>
</context>
<context>
    <name>bothends::WindowOptionTexts</name>
    <message>
        <source>“%1” is not an address with a port.</source>
        <translation>“%1”不是带端口的地址。</translation>
    </message>
    <message>
        <source>Start the server.</source>
        <translation>启动服务器。</translation>
    </message>
    <message>
        <source>Connect the client.</source>
        <translation>让客户端连接。</translation>
    </message>
    <message>
        <source>Send this to each client.</source>
        <translation>发送给每个客户端的问候语。</translation>
    </message>
    <message>
        <source>Language of the window: en or zh_CN.</source>
        <translation>窗口语言：en 或 zh_CN。</translation>
    </message>
    <message>
        <source>Colours of the window: system, light or dark.</source>
        <translation>窗口配色：system（跟随系统）、light（浅色）或 dark（深色）。</translation>
    </message>
    <message>
        <source>Save a picture of the window and exit.</source>
        <translation>将窗口保存为图片后退出。</translation>
    </message>
    <message>
        <source>“%1” is not a theme: use system, light or dark.</source>
        <translation>“%1”不是可用的主题：请使用 system、light 或 dark。</translation>
    </message>
    <message>
        <source>Do not ask the kernel: states are concluded.</source>
        <translation>不询问内核：状态由推断得出。</translation>
    </message>
    <message>
        <source>“open” needs the file of a session or a capture.</source>
        <translation>“open”需要会话文件或抓包文件。</translation>
    </message>
</context>
</TS>
