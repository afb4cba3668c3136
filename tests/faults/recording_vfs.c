/* A VFS for SQLite that does what the default one does and writes every change onto a tape, in order: what was
   written where, what was cut off, what was brought onto the disk, what was deleted. From the tape, a test makes the
   files as a power cut could have left them.

   A record is five little-endian int64: kind, file, offset, length, and the length of the bytes that follow. */

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPENED = 1, WROTE, CUT, SYNCED, DELETED, MARK };

typedef struct {
    sqlite3_file base;
    int64_t id;
    sqlite3_file *real;
} File;

static sqlite3_vfs *below;
static sqlite3_vfs recording;
static FILE *tape;
static int64_t files;

static void note(int64_t kind, int64_t file, int64_t offset, int64_t length, const void *bytes, int64_t count) {
    int64_t head[5] = {kind, file, offset, length, count};
    char *record = malloc(sizeof head + (size_t)count);
    memcpy(record, head, sizeof head);
    if (count) memcpy(record + sizeof head, bytes, (size_t)count);
    fwrite(record, 1, sizeof head + (size_t)count, tape);
    free(record);
}

#define REAL(f) (((File *)(f))->real)
#define ID(f) (((File *)(f))->id)

static int x_close(sqlite3_file *f) { return REAL(f)->pMethods ? REAL(f)->pMethods->xClose(REAL(f)) : SQLITE_OK; }
static int x_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at) { return REAL(f)->pMethods->xRead(REAL(f), to, n, at); }
static int x_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
    note(WROTE, ID(f), at, n, from, n);
    return REAL(f)->pMethods->xWrite(REAL(f), from, n, at);
}
static int x_truncate(sqlite3_file *f, sqlite3_int64 size) {
    note(CUT, ID(f), size, 0, 0, 0);
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}
static int x_sync(sqlite3_file *f, int flags) {
    int code = REAL(f)->pMethods->xSync(REAL(f), flags);
    if (code == SQLITE_OK) note(SYNCED, ID(f), 0, 0, 0, 0);
    return code;
}
static int x_size(sqlite3_file *f, sqlite3_int64 *size) { return REAL(f)->pMethods->xFileSize(REAL(f), size); }
static int x_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int x_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int x_reserved(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int x_control(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int x_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int x_traits(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }
static int x_shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **to) {
    return REAL(f)->pMethods->xShmMap(REAL(f), region, size, extend, to);
}
static int x_shm_lock(sqlite3_file *f, int at, int n, int flags) { return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags); }
static void x_shm_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int x_shm_unmap(sqlite3_file *f, int delete) { return REAL(f)->pMethods->xShmUnmap(REAL(f), delete); }

static const sqlite3_io_methods methods = {
    2, x_close, x_read, x_write, x_truncate, x_sync, x_size, x_lock, x_unlock, x_reserved, x_control, x_sector,
    x_traits, x_shm_map, x_shm_lock, x_shm_barrier, x_shm_unmap, 0, 0,
};

static int x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
    File *file = (File *)f;
    (void)vfs;
    file->real = (sqlite3_file *)(file + 1);
    file->id = ++files;
    file->base.pMethods = 0;
    int code = below->xOpen(below, name, file->real, flags, out);
    if (code == SQLITE_OK) {
        file->base.pMethods = &methods;
        if (name) note(OPENED, file->id, 0, 0, name, (int64_t)strlen(name));
    }
    return code;
}
static int x_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    (void)vfs;
    note(DELETED, 0, 0, sync_folder, name, (int64_t)strlen(name));
    return below->xDelete(below, name, sync_folder);
}
static int x_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) { (void)vfs; return below->xAccess(below, name, flags, out); }
static int x_path(sqlite3_vfs *vfs, const char *name, int n, char *out) { (void)vfs; return below->xFullPathname(below, name, n, out); }
static int x_random(sqlite3_vfs *vfs, int n, char *out) { (void)vfs; return below->xRandomness(below, n, out); }
static int x_sleep(sqlite3_vfs *vfs, int micros) { (void)vfs; return below->xSleep(below, micros); }
static int x_time(sqlite3_vfs *vfs, double *out) { (void)vfs; return below->xCurrentTime(below, out); }
static int x_last_error(sqlite3_vfs *vfs, int n, char *out) { (void)vfs; return below->xGetLastError(below, n, out); }

/* Make the recording VFS the default one. Gives SQLite's code. */
int record_onto(const char *path) {
    tape = fopen(path, "wb");
    below = sqlite3_vfs_find(0);
    if (!tape || !below) return SQLITE_ERROR;
    recording.iVersion = 1;
    recording.szOsFile = (int)sizeof(File) + below->szOsFile;
    recording.mxPathname = below->mxPathname;
    recording.zName = "recording";
    recording.xOpen = x_open;
    recording.xDelete = x_delete;
    recording.xAccess = x_access;
    recording.xFullPathname = x_path;
    recording.xRandomness = x_random;
    recording.xSleep = x_sleep;
    recording.xCurrentTime = x_time;
    recording.xGetLastError = x_last_error;
    return sqlite3_vfs_register(&recording, 1);
}

/* Note that everything up to here was acknowledged. */
void mark(int64_t number) { note(MARK, 0, number, 0, 0, 0); }

void stop_recording(void) { fflush(tape); }
