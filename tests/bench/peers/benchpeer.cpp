// SPDX-License-Identifier: MIT
//
// The bare loops that ours is measured beside, and the load for all of them: nothing but system calls.
// Servers print their port and run until they are killed; loads print their figures, separated by spaces.

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kGreeting = 48;
constexpr int kMessage = 64;
constexpr size_t kPiece = 64 * 1024;

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

double now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(uint16_t(port));
    return address;
}

int listening(int backlog)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd, backlog) != 0)
        fail("listen");
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return fd;
}

int connected(int port, bool withoutDelay = false)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    const int on = withoutDelay ? 1 : 0;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

bool sendAll(int fd, const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t n = ::send(fd, data, size, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        data += n;
        size -= size_t(n);
    }
    return true;
}

bool receiveAll(int fd, char *data, size_t size)
{
    while (size > 0) {
        const ssize_t n = ::recv(fd, data, size, 0);
        if (n <= 0)
            return false;
        data += n;
        size -= size_t(n);
    }
    return true;
}

// ---- Servers

int acceptLoop()
{
    const int listener = listening(128);
    const std::string greeting(kGreeting, 'g');
    for (;;) {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        sendAll(fd, greeting.data(), greeting.size());
        ::close(fd);
    }
}

/// @param file what is received is written there too; null = it is thrown away
int sink(const char *file)
{
    const int listener = listening(8);
    std::vector<char> buffer(kPiece);
    for (;;) {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int out = file ? ::open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
        ssize_t n = 0;
        while ((n = ::recv(fd, buffer.data(), buffer.size(), 0)) > 0) {
            if (out >= 0 && ::write(out, buffer.data(), size_t(n)) != n)
                fail("write");
        }
        ::close(fd);
        if (out >= 0)
            ::close(out);
    }
}

int echoLoop()
{
    const int listener = listening(4096);
    const int set = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener;
    ::epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
    std::vector<epoll_event> ready(256);
    char buffer[4096];
    for (;;) {
        const int count = ::epoll_wait(set, ready.data(), int(ready.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = ready[size_t(i)].data.fd;
            if (fd == listener) {
                event.data.fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
                const int on = 1;
                ::setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                ::epoll_ctl(set, EPOLL_CTL_ADD, event.data.fd, &event);
                continue;
            }
            const ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
            if (n > 0)
                sendAll(fd, buffer, size_t(n));
            else if (n == 0 || errno != EAGAIN)
                ::close(fd);
        }
    }
}

// ---- Loads

/// One client of greetLoad(): connects, reads the greeting up to the end of the stream, closes.
struct Client
{
    int fd = -1;
    int got = 0;
};

bool begin(Client &client, int set, int port, size_t index)
{
    client.got = 0;
    client.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const sockaddr_in address = loopback(port);
    if (client.fd < 0
        || (::connect(client.fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
            && errno != EINPROGRESS))
        return false;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    return ::epoll_ctl(set, EPOLL_CTL_ADD, client.fd, &event) == 0;
}

int greetLoad(int port, int inFlight, double seconds)
{
    const int set = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Client> clients(static_cast<size_t>(inFlight));
    std::vector<epoll_event> ready(256);
    char buffer[256];
    long greeted = 0;
    long failed = 0;
    const double start = now();
    const double until = start + seconds;
    for (size_t i = 0; i < clients.size(); ++i) {
        if (!begin(clients[i], set, port, i))
            fail("connect");
    }
    int live = inFlight;
    double last = start;
    while (live > 0) {
        const int count = ::epoll_wait(set, ready.data(), int(ready.size()), 5000);
        if (count == 0)
            break; // clients that the kernel dropped and nobody will greet
        for (int i = 0; i < count; ++i) {
            Client &client = clients[ready[size_t(i)].data.u64];
            const ssize_t n = ::recv(client.fd, buffer, sizeof buffer, 0);
            if (n < 0 && errno == EAGAIN)
                continue;
            if (n > 0) {
                client.got += int(n);
                continue; // the end follows
            }
            client.got == kGreeting ? ++greeted : ++failed;
            ::close(client.fd);
            last = now();
            if (last >= until || !begin(client, set, port, size_t(&client - clients.data())))
                --live;
        }
    }
    std::printf("%ld %ld %.6f\n", greeted, failed, last - start);
    return 0;
}

int floodLoad(int port, long bytes)
{
    const int fd = connected(port);
    std::vector<char> buffer(kPiece);
    for (size_t i = 0; i < buffer.size(); ++i)
        buffer[i] = char('a' + i % 26);
    const double start = now();
    for (long sent = 0; sent < bytes; sent += long(buffer.size())) {
        if (!sendAll(fd, buffer.data(), buffer.size()))
            fail("send");
    }
    ::shutdown(fd, SHUT_WR);
    while (::recv(fd, buffer.data(), buffer.size(), 0) > 0) { } // the peer has read everything when it closes
    std::printf("%ld %.6f\n", bytes, now() - start);
    return 0;
}

int echoLoad(int port, int rounds)
{
    const int fd = connected(port, true);
    char message[kMessage] = {};
    std::vector<double> times;
    for (int i = 0; i < rounds + rounds / 10; ++i) {
        const double start = now();
        if (!sendAll(fd, message, sizeof message) || !receiveAll(fd, message, sizeof message))
            fail("echo");
        if (i >= rounds / 10) // the first ones warm up
            times.push_back((now() - start) * 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("%.3f %.3f\n", times[times.size() / 2], times[times.size() * 99 / 100]);
    return 0;
}

/// Connects so many clients, which are silent but read what they get, and holds them.
int connectLoad(int port, int count)
{
    std::vector<pollfd> clients;
    for (int i = 0; i < count; ++i)
        clients.push_back({connected(port), POLLIN, 0});
    std::puts("connected");
    std::fflush(stdout);
    while (::poll(clients.data(), nfds_t(clients.size()), -1) > 0) {
        for (pollfd &client : clients) {
            char received[4096];
            if (client.revents != 0 && ::read(client.fd, received, sizeof received) <= 0)
                client.fd = -1; // it is over
        }
    }
    return 0;
}

/// Connects so many clients, says so, and then, for each line on standard input, lets some of them talk: each
/// sends a message, and when all have their echo, again.
int clientsLoad(int port, int count, int talking)
{
    std::vector<int> clients;
    clients.reserve(size_t(count));
    const double start = now();
    for (int i = 0; i < count; ++i)
        clients.push_back(connected(port, true));
    char message[kMessage] = {};
    // The last one has its echo when all are accepted.
    if (!sendAll(clients.back(), message, sizeof message)
        || !receiveAll(clients.back(), message, sizeof message))
        fail("echo");
    std::printf("%.6f\n", now() - start);
    std::fflush(stdout);
    char line[64];
    while (std::fgets(line, sizeof line, stdin)) {
        const int rounds = std::atoi(line);
        const double begin = now();
        for (int round = 0; round < rounds; ++round) {
            for (int i = 0; i < talking; ++i) {
                // Spread over all of them.
                if (!sendAll(clients[size_t(long(i) * count / talking)], message, sizeof message))
                    fail("send");
            }
            for (int i = 0; i < talking; ++i) {
                if (!receiveAll(clients[size_t(long(i) * count / talking)], message, sizeof message))
                    fail("recv");
            }
        }
        std::printf("%ld %.6f\n", long(rounds) * talking, now() - begin);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string role = argc > 1 ? argv[1] : "";
    const auto number = [&](int index) { return argc > index ? std::atol(argv[index]) : 0; };
    if (role == "accept")
        return acceptLoop();
    if (role == "sink")
        return sink(argc > 2 ? argv[2] : nullptr);
    if (role == "echo")
        return echoLoop();
    if (role == "greet")
        return greetLoad(int(number(2)), int(number(3)), double(number(4)) / 1000);
    if (role == "flood")
        return floodLoad(int(number(2)), number(3));
    if (role == "ping")
        return echoLoad(int(number(2)), int(number(3)));
    if (role == "connect")
        return connectLoad(int(number(2)), int(number(3)));
    if (role == "clients")
        return clientsLoad(int(number(2)), int(number(3)), int(number(4)));
    std::fprintf(stderr, "usage: benchpeer accept|sink|echo|greet|flood|ping|connect|clients …\n");
    return 2;
}
