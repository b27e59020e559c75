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
        <source>A&amp;ddress</source>
        <translation>地址(&amp;D)</translation>
    </message>
    <message>
        <source>Client address</source>
        <translation>客户端要连接的地址</translation>
    </message>
    <message>
        <source>A host name or an address of the server.</source>
        <translation>服务器的主机名或地址。</translation>
    </message>
    <message>
        <source>Client port</source>
        <translation>客户端要连接的端口</translation>
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
        <source>Po&amp;rt</source>
        <translation>端口(&amp;O)</translation>
    </message>
    <message>
        <source>Encodin&amp;g</source>
        <translation>编码(&amp;I)</translation>
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
</context>
<context>
    <name>ServerPanel</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>Server port</source>
        <translation>服务器端口</translation>
    </message>
    <message>
        <source>Port 0 takes any free port.</source>
        <translation>端口 0 表示任选一个空闲端口。</translation>
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
        <source>Greeting to ever&amp;y new client</source>
        <translation>发给每个新客户端的问候语(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Then</source>
        <translation>随后(&amp;T)</translation>
    </message>
    <message>
        <source>Accept connect&amp;ions</source>
        <translation>接受连接(&amp;J)</translation>
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
</context>
<context>
    <name>bothends::CommandLine</name>
    <message>
        <source>Listen on a port and greet each client, until Ctrl+C. Port 0 takes any free one.</source>
        <translation>在端口上监听并向每个客户端发送问候语，直到按下 Ctrl+C。端口 0 表示任选一个空闲端口。</translation>
    </message>
    <message>
        <source>Connect, print what arrives and send the lines of standard input.</source>
        <translation>连接服务器，输出收到的内容，并逐行发送标准输入。</translation>
    </message>
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
        <source>BothEnds shows both ends of a TCP connection: calls, signals and bytes.</source>
        <translation>BothEnds 展示 TCP 连接的两端：调用、信号和字节。</translation>
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
        <source>“%1” is not a command: there are serve, connect and demo.</source>
        <translation>“%1”不是可用的命令：可用的命令有 serve、connect 和 demo。</translation>
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
    <name>bothends::DemoCommand</name>
    <message>
        <source>The demonstration was not completed.</source>
        <translation>演示未能完成。</translation>
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
        <source>%1 reset the connection (RST): it ended at once, and data on its way may be lost.</source>
        <translation>%1 复位了连接（RST）：连接立即终止，传输途中的数据可能丢失。</translation>
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
        <source>There is no open connection to send on.</source>
        <translation>没有可用于发送的连接。</translation>
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
        <source>new TCP socket</source>
        <translation>新建 TCP 套接字</translation>
    </message>
    <message>
        <source>new TCP socket, descriptor %1</source>
        <translation>新建 TCP 套接字，描述符 %1</translation>
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
    <message numerus="yes">
        <source>the first %n byte(s) complete a character</source>
        <translation>
            <numerusform>前 %n 字节补全了一个字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last %n byte(s) begin a character that is cut here</source>
        <translation>
            <numerusform>末尾 %n 字节是一个在此被截断的字符的开头</numerusform>
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
    <message numerus="yes">
        <source>sent %n byte(s): %1</source>
        <translation>
            <numerusform>发送 %n 字节：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>received %n byte(s) in 1 read: %1</source>
        <translation>
            <numerusform>1 次读取收到 %n 字节：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Between the parts of a row’s description, such as “0.2 ms, Server, accept() → #1”.</extracomment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>bothends::Headless</name>
    <message>
        <source>The output cannot be written: %1.</source>
        <translation>无法写入输出：%1。</translation>
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
</context>
<context>
    <name>bothends::TimelineView</name>
    <message>
        <source>%1 B</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>The selection was too large to copy; the clipboard has its beginning.</source>
        <translation>选中的内容过大，无法全部复制；剪贴板中只有开头部分。</translation>
    </message>
    <message>
        <source>The selected rows have no bytes to copy.</source>
        <translation>所选的行没有可复制的字节。</translation>
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
        <source>outside</source>
        <translation>外部</translation>
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
</context>
</TS>
