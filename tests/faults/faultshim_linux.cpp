// SPDX-License-Identifier: MIT
// To be loaded with LD_PRELOAD. BOTHENDS_FAULTS names a control file; as long as it is there, each of its
// lines `CALL PREFIX ERRNO` lets that call fail on files whose path begins so; PREFIX is `*` for a socket.
// ERRNO 0 stands for a short count: one byte. ERRNO 4 (EINTR) hits every other call only, or nothing would go
// on; ERRNO 11 (EAGAIN) all but every tenth. Of each call that was hit the file `CONTROL.hits` gets one byte.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

constexpr int kNoFault = -1;
constexpr int kShort = 0;

bool isSocket(int descriptor)
{
    struct stat status = {};
    return syscall(SYS_fstat, descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

bool isUnder(int descriptor, const char *prefix)
{
    char link[64];
    char path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path);
    const size_t wanted = strlen(prefix);
    return length >= 0 && size_t(length) >= wanted && memcmp(path, prefix, wanted) == 0;
}

// Those that say "try again" let some through.
int inTurn(int fault)
{
    static thread_local unsigned turn = 0;
    if (fault != EINTR && fault != EAGAIN)
        return fault;
    ++turn;
    return turn % (fault == EINTR ? 2 : 10) == 0 ? kNoFault : fault;
}

int counted(const char *control, int fault)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.hits", control);
    const int file = fault == kNoFault
        ? -1
        : int(syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (file >= 0) {
        syscall(SYS_write, file, "x", 1);
        syscall(SYS_close, file);
    }
    return fault;
}

// What the control file says of a call on a descriptor, or on a path, or on neither.
int faultOf(const char *call, int descriptor, const char *path)
{
    static const char *control = getenv("BOTHENDS_FAULTS");
    if (!control)
        return kNoFault;
    const int file = int(syscall(SYS_openat, AT_FDCWD, control, O_RDONLY | O_CLOEXEC));
    if (file < 0)
        return kNoFault;
    char text[4096];
    const long size = syscall(SYS_read, file, text, sizeof text - 1);
    syscall(SYS_close, file);
    if (size <= 0)
        return kNoFault;
    text[size] = '\0';
    char *rest = nullptr;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(nullptr, "\n", &rest)) {
        char name[32];
        char prefix[1024];
        int fault = 0;
        if (sscanf(line, "%31s %1023s %d", name, prefix, &fault) != 3 || strcmp(name, call) != 0)
            continue;
        const bool isAny = strcmp(prefix, "*") == 0;
        const bool isMeant = path ? strncmp(path, prefix, strlen(prefix)) == 0
            : descriptor < 0      ? isAny
            : isAny               ? isSocket(descriptor)
                                  : isUnder(descriptor, prefix);
        if (isMeant)
            return counted(control, inTurn(fault));
    }
    return kNoFault;
}

long fail(int fault)
{
    errno = fault;
    return -1;
}

size_t cut(int fault, size_t size)
{
    return fault == kShort && size > 1 ? 1 : size;
}

} // namespace

extern "C" {

ssize_t write(int fd, const void *bytes, size_t size)
{
    const int fault = faultOf("write", fd, nullptr);
    return fault > 0 ? fail(fault) : syscall(SYS_write, fd, bytes, cut(fault, size));
}

ssize_t read(int fd, void *bytes, size_t size)
{
    const int fault = faultOf("read", fd, nullptr);
    return fault > 0 ? fail(fault) : syscall(SYS_read, fd, bytes, cut(fault, size));
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    const int fault = faultOf("pwrite", fd, nullptr);
    return fault > 0 ? fail(fault) : syscall(SYS_pwrite64, fd, bytes, cut(fault, size), offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    return pwrite64(fd, bytes, size, offset);
}

int fsync(int fd)
{
    const int fault = faultOf("fsync", fd, nullptr);
    return int(fault > 0 ? fail(fault) : syscall(SYS_fsync, fd));
}

int fdatasync(int fd)
{
    const int fault = faultOf("fsync", fd, nullptr);
    return int(fault > 0 ? fail(fault) : syscall(SYS_fdatasync, fd));
}

int ftruncate64(int fd, off64_t size)
{
    const int fault = faultOf("ftruncate", fd, nullptr);
    return int(fault > 0 ? fail(fault) : syscall(SYS_ftruncate, fd, size));
}

int ftruncate(int fd, off_t size)
{
    return ftruncate64(fd, size);
}

int open64(const char *path, int flags, ...)
{
    __builtin_va_list rest;
    __builtin_va_start(rest, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? __builtin_va_arg(rest, mode_t) : 0;
    __builtin_va_end(rest);
    const int fault = faultOf("open", -1, path);
    return int(fault > 0 ? fail(fault) : syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int clock_gettime(clockid_t clock, timespec *time)
{
    const int result = int(syscall(SYS_clock_gettime, clock, time));
    const int seconds = clock == CLOCK_REALTIME ? faultOf("clock", -1, nullptr) : kNoFault;
    if (seconds != kNoFault)
        time->tv_sec += seconds;
    return result;
}

int socket(int domain, int type, int protocol)
{
    const int fault = domain == AF_NETLINK ? kNoFault : faultOf("socket", -1, nullptr);
    return int(fault > 0 ? fail(fault) : syscall(SYS_socket, domain, type, protocol));
}

int accept4(int fd, sockaddr *address, socklen_t *length, int flags)
{
    const int fault = faultOf("accept", fd, nullptr);
    return int(fault > 0 ? fail(fault) : syscall(SYS_accept4, fd, address, length, flags));
}

int accept(int fd, sockaddr *address, socklen_t *length)
{
    return accept4(fd, address, length, 0);
}

ssize_t recv(int fd, void *bytes, size_t size, int flags)
{
    const int fault = faultOf("recv", fd, nullptr);
    return fault > 0 ? fail(fault)
                     : syscall(SYS_recvfrom, fd, bytes, cut(fault, size), flags, nullptr, nullptr);
}

ssize_t sendto(int fd, const void *bytes, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    const int fault = faultOf("send", fd, nullptr);
    return fault > 0 ? fail(fault) : syscall(SYS_sendto, fd, bytes, cut(fault, size), flags, address, length);
}

ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
    return sendto(fd, bytes, size, flags, nullptr, 0);
}

ssize_t sendmsg(int fd, const msghdr *message, int flags)
{
    const int fault = faultOf("send", fd, nullptr);
    if (fault > 0)
        return fail(fault);
    if (fault != kShort || message->msg_iovlen == 0 || message->msg_iov[0].iov_len <= 1)
        return syscall(SYS_sendmsg, fd, message, flags);
    iovec first = {message->msg_iov[0].iov_base, 1};
    msghdr shortened = *message;
    shortened.msg_iov = &first;
    shortened.msg_iovlen = 1;
    return syscall(SYS_sendmsg, fd, &shortened, flags);
}

} // extern "C"
