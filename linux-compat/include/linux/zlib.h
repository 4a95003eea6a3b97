/* SPDX-License-Identifier: MIT
 * The module zlib: zlib 1.1.3's interface (zlib.h of the library), with memory that the caller gives.
 */
#pragma once
typedef unsigned char Byte, Bytef;
typedef unsigned int uInt;
typedef unsigned long uLong;
typedef void *voidp;
#define ZEXTERN extern
#define ZEXPORT
#define ZLIB_VERSION "1.1.3"
#define MAX_WBITS 15
struct internal_state;
typedef struct z_stream_s {
    Bytef *next_in, *next_out;
    uInt avail_in, avail_out;
    uLong total_in, total_out, adler;
    char *msg;
    struct internal_state *state;
    void *workspace;
    int data_type;
} z_stream, *z_streamp;
enum { LX_Z_VERSION = -6, LX_Z_BUF, LX_Z_MEM, LX_Z_DATA, LX_Z_STREAM, LX_Z_ERRNO, LX_Z_OK, LX_Z_END, LX_Z_DICT };
#define Z_BUF_ERROR LX_Z_BUF
#define Z_DATA_ERROR LX_Z_DATA
#define Z_ERRNO LX_Z_ERRNO
#define Z_MEM_ERROR LX_Z_MEM
#define Z_NEED_DICT LX_Z_DICT
#define Z_OK LX_Z_OK
#define Z_STREAM_END LX_Z_END
#define Z_STREAM_ERROR LX_Z_STREAM
#define Z_VERSION_ERROR LX_Z_VERSION
#define Z_NO_FLUSH 0
#define Z_PARTIAL_FLUSH 1
#define Z_PACKET_FLUSH 2
#define Z_SYNC_FLUSH 3
#define Z_FULL_FLUSH 4
#define Z_FINISH 5
#define Z_BEST_COMPRESSION 9
#define Z_BEST_SPEED 1
#define Z_DEFAULT_COMPRESSION (-1)
#define Z_DEFAULT_STRATEGY 0
#define Z_DEFLATED 8
extern int zlib_inflate(z_streamp strm,int flush);
extern int zlib_inflateEnd(z_streamp strm);
extern int zlib_inflate_workspacesize(void);
extern int zlib_inflateInit_(z_streamp strm,const char *version,int stream_size);
extern int zlib_inflateReset(z_streamp strm);
extern int zlib_deflate(z_streamp strm,int flush);
extern int zlib_deflateEnd(z_streamp strm);
extern int zlib_deflateInit2_(z_streamp strm,int level,int method,int windowBits,int memLevel,int strategy,const char *version,int stream_size);
extern int zlib_deflateReset(z_streamp strm);
extern int zlib_deflate_workspacesize(void);
extern int zlib_inflateIncomp(z_stream *strm);
extern int zlib_inflateInit2_(z_streamp strm,int windowBits,const char *version,int stream_size);
extern int zlib_deflateInit2_(z_streamp stream, int level, int method, int window, int memory, int strategy, const char *version, int size);
#define zlib_deflateInit2(strm, level, method, windowBits, memLevel, strategy) \
    zlib_deflateInit2_((strm), (level), (method), (windowBits), (memLevel), (strategy), ZLIB_VERSION, sizeof(z_stream))
#define zlib_inflateInit2(strm, windowBits) zlib_inflateInit2_((strm), (windowBits), ZLIB_VERSION, sizeof(z_stream))
#define zlib_inflateInit(strm) zlib_inflateInit2((strm), MAX_WBITS)
#define zlib_deflateInit(strm, level) zlib_deflateInit2((strm), (level), Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY)
